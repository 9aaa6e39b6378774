using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>The newest lines of a run's log, newest first, times in UTC.</summary>
public sealed partial class LogTail
{
    private const int Shown = 100;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<LogRow> Lines { get; set; } = [];

    private IEnumerable<LogRow> Newest => Lines.Skip(Math.Max(0, Lines.Count - Shown)).Reverse();
}
