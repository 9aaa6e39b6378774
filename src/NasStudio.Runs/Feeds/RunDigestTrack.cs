using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Feeds;

/// <summary>Keeps a run's digest while its evaluations arrive.</summary>
public sealed class RunDigestTrack(ExperimentDocument document, BoxEvent? box)
{
    private readonly FrontTrack _front = FrontTrack.Of(document.Search.ObjectiveDefinitions(), box);
    private readonly bool _hasAccuracy = document.Table is null;
    private double? _best;

    public BoxEvent? Box => _front.Box;

    /// <summary>Null before the first subnet.</summary>
    public RunDigest? Digest => _front.Count == 0 ? null : new RunDigest(_best, _front.HypervolumeAt(_front.Count - 1), Curve());

    /// <summary>Only what the search measured counts; the final re-evaluation of the front is passed over.</summary>
    public void Add(Evaluation evaluation)
    {
        if (evaluation.Fidelity is not Fidelity.Search)
        {
            return;
        }

        _front.Add(_front.Count, evaluation);
        if (_hasAccuracy && evaluation.Feasible && evaluation.Values.TryGetValue(ObjectiveDefinition.Accuracy.Name, out var accuracy))
        {
            _best = Math.Max(_best ?? 0, accuracy);
        }
    }

    private ImmutableArray<double> Curve()
    {
        var points = Math.Min(_front.Count, RunDigest.CurvePoints);
        return [.. Enumerable.Range(1, points).Select(point => _front.HypervolumeAt((int)((long)_front.Count * point / points) - 1))];
    }
}
