using System.Globalization;
using Microsoft.AspNetCore.Components;
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

            yield return ("Search space", document.SearchSpace.Name);
            yield return ("Data set", document.Dataset.Name);
            yield return ("Sampler", document.Training.Sampler.Name);
            yield return ("Strategy", document.Search.Strategy.Name);
            yield return ("Device", document.Search.Device);
            yield return ("Seed", document.Seed.ToString(CultureInfo.InvariantCulture));
        }
    }
}
