using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>Links to the pages of a long list: the first, the last, and those around the one that is shown.</summary>
public sealed partial class Pager
{
    /// <summary>From 1.</summary>
    [Parameter]
    [EditorRequired]
    public int Page { get; set; }

    [Parameter]
    [EditorRequired]
    public int Pages { get; set; }

    /// <summary>The address of a page.</summary>
    [Parameter]
    [EditorRequired]
    public Func<int, string> Address { get; set; } = default!;

    /// <summary>Null stands for a gap.</summary>
    private IEnumerable<int?> Shown
    {
        get
        {
            var last = 0;
            foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Page) <= 1))
            {
                if (page > last + 1)
                {
                    yield return page == last + 2 ? last + 1 : null;
                }

                yield return page;
                last = page;
            }
        }
    }
}
