using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Estimates;
using NasStudio.Torch.Runtime;
using NasStudio.Worker.Stages;

namespace NasStudio.Worker;

/// <summary>One run from the document to the final front: prepare, train the supernet, search it, report.</summary>
/// <param name="earlier">What its search starts from.</param>
/// <param name="folder">Receives the supernet and the statistics of every evaluated subnet (<c>RunFolder</c>).</param>
/// <param name="teachers">Null: those of the home.</param>
/// <param name="home">Keeps the latency calibration of this machine.</param>
internal sealed class ExperimentRun(ExperimentDocument experiment, ImmutableArray<EarlierRun> earlier, DatasetCatalogue datasets, string folder, string home, TimeProvider time, TeacherFolder? teachers = null)
{
    /// <summary>Everything happens on the calling thread and the threads it starts; tensors never cross an await.</summary>
    /// <param name="exportFolder">Receives the files of the front's subnets; null writes none.</param>
    public SearchOutcome Execute(IEventSink sink, string? exportFolder, CancellationToken stop)
    {
        TorchRuntime.Load();
        TorchRuntime.SetThreads(Environment.ProcessorCount);
        var pace = new PaceMeter(time);
        var progress = new RunProgress(sink, time, experiment.PlannedEvaluations, scoresCandidates: experiment.Search.Strategy.ScoresCandidates, trainsAlone: experiment.StandAlone is not null);
        using var materials = RunMaterials.Prepare(experiment, datasets, progress, stop);
        progress.SecondsPerEvaluation = TrialSeconds(materials, stop);
        EarlierLaunches.TakeStatistics(folder);
        progress.AloneToTraining = experiment.StandAlone is { } alone ? StandAloneTraining.WorkOf(alone, experiment.Training) : 0;
        new SupernetTraining(experiment, materials, progress, teachers ?? new TeacherFolder(home), time, pace).Execute(folder, stop);
        using var features = Features(materials, stop);
        if (features is not null && experiment.Search.Strategy.ScoresCandidates)
        {
            pace.Scoring(new CandidateScoring(experiment, materials, features, progress).Execute, experiment.Search.Strategy.Candidates, MeanMacs(materials));
        }

        using var bench = new SubnetBench(experiment, materials, folder, home, message => progress.Log(message), pace);
        var found = new SubnetSearch(experiment, earlier, materials, bench, features, progress, folder).Execute(stop);
        if (experiment.StandAlone is { } options)
        {
            pace.Besides(() => new StandAloneTraining(experiment, options, materials, progress).Execute(found, folder, stop));
        }

        var outcome = new FinalReport(materials, bench, progress).Execute(found, datasets, stop);
        Keep(pace, progress);
        if (exportFolder is not null)
        {
            FrontFiles.Write(outcome, bench, exportFolder);
        }

        return outcome;
    }

    /// <summary>The run is done: that its pace cannot be kept, on a full disk for example, does not spoil it.</summary>
    private void Keep(PaceMeter pace, RunProgress progress)
    {
        var images = datasets.Facts().First(facts => facts.Name == experiment.Dataset.Name);
        var counted = SpaceEstimate.CountedBytes(experiment, RunWork.Of(experiment, images, CancellationToken.None));
        try
        {
            new RunPaces(home).Add(pace.Pace(experiment) with { CountedBytes = counted });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            progress.Log($"The pace of this run could not be kept for estimates: {error.Message}", "warning");
        }
    }

    private static double MeanMacs(RunMaterials materials)
    {
        const int Subnets = 50;
        var random = new SeededRandom(1, "pace.candidates");
        return Enumerable.Range(0, Subnets).Average(_ => (double)NetworkCost.MacsOf(materials.Space.Expand(materials.Space.Decisions.Sample(random), materials.Input)));
    }

    /// <summary>Null where the strategy asks for none.</summary>
    private NetworkFeatures? Features(RunMaterials materials, CancellationToken stop) =>
        experiment.Search.Strategy.WantedFeatures is { IsEmpty: false } names ? new NetworkFeatures(materials, experiment.Seed, names, stop) : null;

    /// <summary>
    /// Evaluates the largest subnet once before the training, so that the time that is left can be told from the start;
    /// this also calibrates the latency reference while the machine is quiet.
    /// </summary>
    private double TrialSeconds(RunMaterials materials, CancellationToken stop)
    {
        using var bench = new SubnetBench(experiment, materials, folder: null, home);
        var started = time.GetTimestamp();
        bench.Evaluate(materials.Space.Largest, Fidelity.Search, stop);
        return time.GetElapsedTime(started).TotalSeconds;
    }
}
