using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
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
        var progress = new RunProgress(sink, time, experiment.PlannedEvaluations, scoresCandidates: experiment.Search.Strategy.ScoresCandidates, trainsAlone: experiment.StandAlone is not null);
        using var materials = RunMaterials.Prepare(experiment, datasets, progress, stop);
        progress.SecondsPerEvaluation = TrialSeconds(materials, stop);
        EarlierLaunches.TakeStatistics(folder);
        progress.AloneToTraining = experiment.StandAlone is { } alone ? StandAloneTraining.WorkOf(alone, experiment.Training) : 0;
        new SupernetTraining(experiment, materials, progress, teachers ?? new TeacherFolder(home), time).Execute(folder, stop);
        using var features = Features(materials, stop);
        if (features is not null && experiment.Search.Strategy.ScoresCandidates)
        {
            new CandidateScoring(experiment, materials, features, progress).Execute();
        }

        using var bench = new SubnetBench(experiment, materials, folder, home, message => progress.Log(message));
        var found = new SubnetSearch(experiment, earlier, materials, bench, features, progress, folder).Execute(stop);
        if (experiment.StandAlone is { } options)
        {
            new StandAloneTraining(experiment, options, materials, progress).Execute(found, folder, stop);
        }

        var outcome = new FinalReport(materials, bench, progress).Execute(found, datasets, stop);
        if (exportFolder is not null)
        {
            FrontFiles.Write(outcome, bench, exportFolder);
        }

        return outcome;
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
