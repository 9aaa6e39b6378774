using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>
/// Turns "step 300 of 900" into events: overall progress, and the time that is left as a range. A stage whose pace was not
/// measured yet is estimated from what is known, and widens the range.
/// </summary>
/// <param name="onATable">Nothing is trained and nothing measured: the search is all there is.</param>
/// <param name="scoresCandidates">Candidates are scored between training and search.</param>
/// <param name="trainsAlone">Subnets are trained alone between search and report.</param>
internal sealed class RunProgress(
    IEventSink sink, TimeProvider time, int planned, bool onATable = false, bool scoresCandidates = false, bool trainsAlone = false)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly (string Stage, double Start, double End)[] OfATable = [(RunStages.Prepare, 0, 0.02), (RunStages.Search, 0.02, 1)];
    private readonly (string Stage, double Start, double End)[] _parts = onATable ? OfATable : Parts(scoresCandidates, trainsAlone);
    private readonly ResourceMeter _resources = new(time);
    private string _stage = RunStages.Prepare;
    private long _stageStarted = time.GetTimestamp();
    private long _lastReport;
    private int _evaluations;
    private int _replayed;
    private double _doneBefore;
    private double _trainingSeconds;

    /// <summary>Seconds one search evaluation is expected to take, from a trial; null before one was made.</summary>
    public double? SecondsPerEvaluation { get; set; }

    /// <summary>Work of training subnets alone, as a multiple of the supernet's training.</summary>
    public double AloneToTraining { get; set; }

    /// <summary>Evaluations of the whole run; falls where one search may use another's.</summary>
    public int Planned { get; set; } = planned;

    public void Log(string message, string level = "info") => sink.Report(new LogEvent(level, message));

    public void Metric(long step, string name, double value) => sink.Report(new MetricEvent(step, name, value));

    public void Report(RunEvent runEvent)
    {
        _evaluations += runEvent is EvaluationEvent { Evaluation: { Fidelity: Core.Experiments.Fidelity.Search, DuplicateOf: null } } ? 1 : 0;
        sink.Report(runEvent);
    }

    /// <summary>Enters a stage.</summary>
    public void Begin(string stage)
    {
        _stage = stage;
        _stageStarted = time.GetTimestamp();
        _doneBefore = 0;
        Send(0, 0);
    }

    /// <summary>A part of the present stage was done by an earlier launch: it says nothing of the pace.</summary>
    public void GoOnFrom(long done, long total)
    {
        _doneBefore = total == 0 ? 0 : (double)done / total;
        Send(done, total);
    }

    /// <summary>As <see cref="Advance"/>, where the latest evaluation was an earlier launch's: it says nothing of the pace.</summary>
    public void Replay(long done, long total)
    {
        _replayed++;
        _doneBefore = total == 0 ? 0 : (double)done / total;
        Advance(done, total);
    }

    /// <summary>Tells how far the present stage is; events go out at most four times a second, and at its end.</summary>
    public void Advance(long done, long total)
    {
        if (done < total && time.GetElapsedTime(_lastReport) < Interval)
        {
            return;
        }

        Send(done, total);
    }

    private void Send(long done, long total)
    {
        _lastReport = time.GetTimestamp();
        var fraction = total == 0 ? 0 : (double)done / total;
        var (_, start, end) = _parts.First(part => part.Stage == _stage);
        var (low, high) = Remaining(fraction);
        sink.Report(new ProgressEvent(_stage, start + ((end - start) * fraction), low, high, _evaluations, Planned));
        foreach (var reading in _resources.Read())
        {
            sink.Report(reading);
        }
    }

    /// <summary>Seconds left: the present stage by its own pace ±10 %, later ones by the trial evaluation, −20 % to +60 %.</summary>
    private (double? Low, double? High) Remaining(double fraction)
    {
        var elapsed = time.GetElapsedTime(_stageStarted).TotalSeconds;
        if (fraction - _doneBefore < 0.02 || _stage is RunStages.Prepare)
        {
            return (null, null);
        }

        var present = elapsed * (1 - fraction) / (fraction - _doneBefore);
        _trainingSeconds = _stage is RunStages.Train ? elapsed / (fraction - _doneBefore) : _trainingSeconds;
        var perEvaluation = _stage is RunStages.Search ? elapsed / Math.Max(1, _evaluations - _replayed) : SecondsPerEvaluation;
        if (_stage == _parts[^1].Stage || perEvaluation is not { } seconds)
        {
            return (present * 0.9, present * 1.1);
        }

        // The report evaluates perhaps a tenth of the planned subnets again, each for about three times as long.
        var later = _stage is RunStages.Train or RunStages.Score ? seconds * Planned * 1.3 : seconds * Planned * 0.3;
        later += _stage is RunStages.Alone ? 0 : AloneToTraining * _trainingSeconds;
        return ((present * 0.9) + (later * 0.8), (present * 1.1) + (later * 1.6));
    }

    /// <summary>Where each stage begins and ends in the progress of the whole run; those that this run has not are left out.</summary>
    private static (string Stage, double Start, double End)[] Parts(bool scoresCandidates, bool trainsAlone)
    {
        (string Stage, double Weight)[] stages =
        [
            (RunStages.Prepare, 0.02),
            (RunStages.Train, scoresCandidates ? 0.43 : 0.48),
            (RunStages.Score, scoresCandidates ? 0.15 : 0),
            (RunStages.Search, scoresCandidates ? 0.35 : 0.45),
            (RunStages.Alone, trainsAlone ? 0.6 : 0),
            (RunStages.Report, 0.05),
        ];
        var all = stages.Sum(stage => stage.Weight);
        var start = 0.0;
        var parts = new List<(string Stage, double Start, double End)>();
        foreach (var (stage, weight) in stages.Where(stage => stage.Weight > 0))
        {
            var end = stage is RunStages.Report ? 1 : start + (weight / all);
            parts.Add((stage, start, end));
            start = end;
        }

        return [.. parts];
    }
}
