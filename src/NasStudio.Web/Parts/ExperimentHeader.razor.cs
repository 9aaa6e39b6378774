using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>Title, state and settings of an experiment, and what can be done with it.</summary>
public sealed partial class ExperimentHeader
{
    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    /// <summary>The newest; null for a Draft.</summary>
    [Parameter]
    public RunRow? Run { get; set; }

    [Parameter]
    public EventCallback Start { get; set; }

    [Parameter]
    public EventCallback Cancel { get; set; }

    [Parameter]
    public EventCallback Pause { get; set; }

    [Parameter]
    public EventCallback Resume { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    private IEnumerable<(string Label, string Value)> Facts
    {
        get
        {
            var document = Experiment.Document;
            if (Run is not null)
            {
                yield return ("Run", Run.Number.ToString(CultureInfo.InvariantCulture));
            }

            foreach (var fact in document.Table is null ? OfTraining(document) : OfTable(document))
            {
                yield return fact;
            }

            yield return ("Seed", document.Seed.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(string Label, string Value)> OfTraining(ExperimentDocument document) =>
    [
        ("Search space", document.SearchSpace.Name),
        ("Data set", document.Dataset.Name),
        ("Sampler", document.Training.Sampler.Name),
        ("Strategy", document.Search.Strategy.Name),
        ("Device", document.Search.Device),
    ];

    private static IEnumerable<(string Label, string Value)> OfTable(ExperimentDocument document) =>
    [
        ("Table", document.SourceName),
        ("Strategy", document.Search.Strategy.Name),
        ("Repeats", document.Repeats.ToString(CultureInfo.InvariantCulture)),
    ];
}
