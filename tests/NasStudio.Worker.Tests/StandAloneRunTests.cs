using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A whole run that trains subnets alone after its search.</summary>
public sealed class StandAloneRunTests
{
    private const string Search = """{ "evaluations": 6, "baseline": "none", "objectives": ["accuracy", "macs"], "recalibrationImages": 64 }""";

    [Fact]
    public void Execute_StandAlone_ComparesTheOrdersAndIsDoneOnceOverLaunches()
    {
        using var run = new TinyRun(Search, evaluation: """{ "standAlone": { "subnets": 4, "epochs": 1 } }""");
        var outcome = run.Execute("e1");
        var ranking = Read(run, "e1");

        Assert.Equal((1, 100, 4), (ranking.Epochs, ranking.Images, ranking.Planned));
        Assert.Equal(4, ranking.Subnets.DistinctBy(subnet => subnet.Id).Count());
        Assert.All(ranking.Subnets, subnet =>
        {
            var evaluation = outcome.Evaluations.Single(evaluated => evaluated.Architecture.Id == subnet.Id).Evaluation;
            Assert.Equal((evaluation.Values["accuracy"], evaluation.Values["macs"]), (subnet.Supernet, subnet.Macs));
            Assert.InRange(Assert.Single(subnet.Alone), 0, 1);
        });
        Assert.Contains(ranking.Subnets, subnet => subnet.Front);
        Assert.Contains(run.Events.OfType<LogEvent>(), entry => entry.Message == ranking.Sentence);
        Assert.Equal(4, run.Events.OfType<MetricEvent>().Count(metric => metric.Name == MetricNames.StandAloneAlone));
        var progress = run.Events.OfType<ProgressEvent>().ToList();
        Assert.Equal([RunStages.Prepare, RunStages.Train, RunStages.Search, RunStages.Alone, RunStages.Report], progress.Select(entry => entry.Stage).Distinct());
        Assert.Equal(progress.Select(entry => entry.Progress).Order(), progress.Select(entry => entry.Progress));

        // A later launch of the run takes over what is trained: it was marked, so it is seen.
        var marked = ranking with { Subnets = [.. ranking.Subnets.Select(subnet => subnet with { Alone = [0.125] })] };
        File.WriteAllBytes(Path.Combine(run.Folder, "e1", RunFolder.StandAlone), JsonSerializer.SerializeToUtf8Bytes(marked, RunJson.Options));
        run.Execute("e2");
        Assert.All(Read(run, "e2").Subnets, subnet => Assert.Equal([0.125], subnet.Alone));
    }

    private static StandAloneRanking Read(TinyRun run, string launch) => JsonSerializer.Deserialize<StandAloneRanking>(
        File.ReadAllBytes(Path.Combine(run.Folder, launch, RunFolder.StandAlone)), RunJson.Options)!;
}
