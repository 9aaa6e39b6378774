using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Experiments;

namespace NasStudio.Runs.Feeds;

/// <summary>One run's snapshot, kept up to date by what the store commits. Applying a commit twice changes nothing.</summary>
internal sealed class RunFeed
{
    /// <summary>Log lines kept; the rest is in the store.</summary>
    private const int LogLines = 1000;

    private readonly Lock _gate = new();
    private readonly ImmutableArray<ObjectiveDefinition> _objectives;
    private readonly Dictionary<(int? Repeat, string Id), int> _indices = [];
    private readonly Dictionary<(int? Repeat, string Id), Evaluation> _finalsWithoutSearch = [];
    private FrontTrack _track;
    private long _lastEvaluation;
    private long _lastEntry;
    private volatile RunSnapshot _snapshot;

    public RunFeed(StoredRun stored, ImmutableArray<ObjectiveDefinition> objectives)
    {
        _objectives = objectives;
        _track = FrontTrack.Of(objectives, stored.Run.Box);
        _snapshot = new RunSnapshot(stored.Run, [], [], [], [], [], objectives.Contains(ObjectiveDefinition.Accuracy) ? ObjectiveDefinition.Accuracy : objectives.FirstOrDefault() ?? ObjectiveDefinition.Accuracy);
        Apply(stored.Run, stored.Evaluations, stored.Metrics, stored.Log);
    }

    public RunSnapshot Snapshot => _snapshot;

    public void Apply(StoreCommit commit)
    {
        if (commit.Run is { } run)
        {
            Apply(run, commit.Appended?.Evaluations ?? [], commit.Appended?.Metrics ?? [], commit.Appended?.Log ?? []);
        }
    }

    private void Apply(RunRow run, IReadOnlyList<EvaluationRow> evaluations, IReadOnlyList<MetricRow> metrics, IReadOnlyList<LogRow> log)
    {
        lock (_gate)
        {
            var old = _snapshot;
            var row = run.Version >= old.Run.Version ? run : old.Run;
            var subnets = WithEvaluations(old.Subnets, evaluations);
            Track(row, subnets, old.Subnets.Length);
            var newMetrics = metrics.Where(metric => metric.Seq > _lastEntry).ToList();
            var newLines = log.Where(line => line.Seq > _lastEntry).ToList();
            _lastEntry = Math.Max(_lastEntry, Math.Max(newMetrics.Count > 0 ? newMetrics[^1].Seq : 0, newLines.Count > 0 ? newLines[^1].Seq : 0));
            var tally = old.Tally;
            for (var i = old.Subnets.Length; i < subnets.Length; i++)
            {
                tally = tally.With(i, subnets[i], old.BestBy);
            }

            _snapshot = old with
            {
                Tally = tally,
                Run = row,
                Subnets = subnets,
                Front = _track.Front,
                Hypervolume = _track.Hypervolume,
                Metrics = old.Metrics.AddRange(newMetrics),
                Log = Newest(old.Log.AddRange(newLines)),
            };
        }
    }

    private ImmutableArray<Subnet> WithEvaluations(ImmutableArray<Subnet> subnets, IReadOnlyList<EvaluationRow> rows)
    {
        if (rows.Count == 0)
        {
            return subnets;
        }

        var all = subnets.ToBuilder();
        foreach (var row in rows.Where(row => row.Seq > _lastEvaluation))
        {
            _lastEvaluation = row.Seq;
            Place(all, row);
        }

        return all.DrainToImmutable();
    }

    private void Place(ImmutableArray<Subnet>.Builder subnets, EvaluationRow row)
    {
        var id = (row.Evaluation.Repeat, row.Evaluation.SubnetId);
        var known = _indices.TryGetValue(id, out var index);
        switch (row.Evaluation.Fidelity)
        {
            case Fidelity.Search when !known:
                _indices[id] = subnets.Count;
                subnets.Add(new Subnet(row.Seq, row.Evaluation, _finalsWithoutSearch.GetValueOrDefault(id)));
                break;
            case Fidelity.Final when known:
                subnets[index] = subnets[index] with { Final = row.Evaluation };
                break;
            case Fidelity.Final:
                _finalsWithoutSearch[id] = row.Evaluation;
                break;
        }
    }

    /// <summary>A box that arrives after the first subnets changes the hypervolume of all of them.</summary>
    private void Track(RunRow run, ImmutableArray<Subnet> subnets, int tracked)
    {
        if (_track.Box is null && run.Box is not null)
        {
            _track = FrontTrack.Of(_objectives, run.Box);
            tracked = 0;
        }

        for (var i = tracked; i < subnets.Length; i++)
        {
            _track.Add(i, subnets[i].Search);
        }
    }

    private static ImmutableArray<LogRow> Newest(ImmutableArray<LogRow> log) => log.Length <= LogLines ? log : log[^LogLines..];
}
