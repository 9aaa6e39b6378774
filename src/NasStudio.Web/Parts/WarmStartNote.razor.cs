using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Web.Parts;

/// <summary>Says which earlier experiments informed the search; nothing where none did.</summary>
public sealed partial class WarmStartNote
{
    private IReadOnlyList<(string Count, string Name, string Link)> _earlier = [];
    private (Guid Experiment, string? Folder)? _shown;

    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    /// <summary>The newest; null for a Draft.</summary>
    [Parameter]
    public RunRow? Run { get; set; }

    [Inject]
    private IRunStore Store { get; set; } = default!;

    /// <summary>Pages render five times a second; the names are read when the run is another one.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Experiment.Id, Run?.Folder))
        {
            return;
        }

        _shown = (Experiment.Id, Run?.Folder);
        var sources = Experiment.Document.Search.WarmStart;
        var told = Run?.Folder is { } folder && !sources.IsEmpty ? WarmStartFile.Read(folder) : [];
        var earlier = new List<(string Count, string Name, string Link)>();
        foreach (var (index, source) in sources.Index())
        {
            var present = Guid.TryParse(source.Experiment, CultureInfo.InvariantCulture, out var id) ? await Store.FindExperimentAsync(id, CancellationToken.None) : null;
            var run = told.ElementAtOrDefault(index);
            earlier.Add((
                run is null ? "" : string.Create(CultureInfo.CurrentCulture, $"{run.Evaluations.Length:N0} evaluations of "),
                run?.Name ?? present?.Name ?? source.Title,
                $"experiments/{source.Experiment}"));
        }

        _earlier = earlier;
    }
}
