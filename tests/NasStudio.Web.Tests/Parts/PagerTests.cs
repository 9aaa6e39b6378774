using System.Globalization;
using Bunit;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class PagerTests : BunitContext
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 40, "1 2 … 40")]
    [InlineData(20, 40, "1 … 19 20 21 … 40")]
    [InlineData(4, 40, "1 2 3 4 5 … 40")]
    [InlineData(40, 40, "1 … 39 40")]
    public void Render_ManyPages_ShowsEndsAndNeighbours(int page, int pages, string expected)
    {
        var part = Render<Pager>(parameters => parameters.Add(it => it.Page, page).Add(it => it.Pages, pages).Add(it => it.Address, number => $"?page={number.ToString(CultureInfo.InvariantCulture)}"));
        Assert.Equal(expected, string.Join(' ', part.FindAll(".pager-page, .pager-gap").Select(one => one.TextContent)));
        Assert.Equal(pages > 1 ? page.ToString(CultureInfo.InvariantCulture) : null, part.FindAll("[aria-current=page]").SingleOrDefault()?.TextContent);
    }
}
