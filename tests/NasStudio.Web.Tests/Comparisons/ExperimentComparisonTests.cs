using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Tests.Comparisons;

public sealed class ExperimentComparisonTests
{
    private static readonly BoxEvent Box = new(0.1, new Dictionary<string, double> { ["latency"] = 2 });

    [Fact]
    public void Of_SameData_AllHypervolumesAreInTheBoxOfTheFirst()
    {
        var a = Source("a", Box, null, ("1", 0.55, 1.0));
        var b = Source("b", new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 4 }), new Convergence(null, [new SeedConvergence(1, [0.99], [])]), ("1", 0.55, 1.0));

        var comparison = ExperimentComparison.Of([a, b]);

        // (0.55 − 0.1) / 0.9 of the height and half of the width, in both: B's own box and its file count for nothing.
        Assert.All(comparison.Experiments, one => Assert.Equal(0.25, one.FrontHypervolume!.Value, 9));
        Assert.Equal(0.25, Assert.Single(comparison.Experiments[1].Curve!.Median), 9);
        Assert.Empty(comparison.Warnings);
    }

    [Fact]
    public void Of_SameBox_SeedsAndRandomSearchComeFromWhatTheRunWrote()
    {
        var known = new Convergence(null, [new SeedConvergence(1, [0.1, 0.3], [0.1, 0.2]), new SeedConvergence(2, [0.1, 0.5], [0.2, 0.2])]);

        var one = ExperimentComparison.Of([Source("a", Box, known, ("1", 0.5, 1.0))]).Experiments[0];

        Assert.Equal([0.3, 0.5], one.Curve!.Ends);
        Assert.Equal([0.2, 0.2], one.Random!.Ends);
        Assert.NotNull(one.Curve.Interval);
    }

    [Fact]
    public void Of_OtherDataSet_WarnsAndShowsFrontsOnly()
    {
        var other = Source("b", Box, null, document => document with { Dataset = new DatasetOptions("mnist") }, ("1", 0.5, 1.0));

        var comparison = ExperimentComparison.Of([Source("a", Box, null, ("1", 0.5, 1.0)), other]);

        Assert.Contains("different data", Assert.Single(comparison.Warnings), StringComparison.Ordinal);
        Assert.False(comparison.HasHypervolume);
        Assert.All(comparison.Experiments, one => Assert.Single(one.Front));
    }

    [Fact]
    public void Of_OtherObjectives_FrontsAreInTheSharedOnes()
    {
        var three = Source("a", Box, null, document => document with { Search = document.Search with { Objectives = ["accuracy", "latency", "macs"] } }, ("slow", 0.9, 2.0), ("fast", 0.5, 1.0));
        var two = Source("b", Box, null, document => document with { Search = document.Search with { Objectives = ["accuracy", "macs"] } }, ("slow", 0.9, 2.0), ("fast", 0.5, 1.0));

        var comparison = ExperimentComparison.Of([three, two]);

        Assert.Equal([ObjectiveDefinition.Accuracy, ObjectiveDefinition.Macs], comparison.Objectives);
        Assert.Contains("accuracy and macs", Assert.Single(comparison.Warnings), StringComparison.Ordinal);
        Assert.Equal("slow", Assert.Single(comparison.Experiments[0].Front).Id);
        Assert.False(comparison.HasHypervolume);
    }

    [Fact]
    public void Of_NoSharedPair_HasNoPlane()
    {
        var other = Source("b", Box, null, document => document with { Search = document.Search with { Objectives = ["macs", "parameters"] } });

        var comparison = ExperimentComparison.Of([Source("a", Box, null), other]);

        Assert.False(comparison.HasPlane);
        Assert.Contains(comparison.Warnings, warning => warning.Contains("share no objective", StringComparison.Ordinal));
        Assert.Contains(comparison.Warnings, warning => warning.Contains("no evaluated subnet", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_TwoExperiments_OnlyDifferingOnesByPath()
    {
        var other = Source("b", Box, null, document => document with { Seed = 7, Training = document.Training with { Epochs = 9 } });

        var settings = ExperimentComparison.Of([Source("a", Box, null), other]).Settings;

        Assert.Equal(["training.epochs", "seed"], settings.Select(row => row.Path));
        Assert.Equal(["1", "7"], settings[1].Values);
    }

    [Fact]
    public void Csv_NamesWithCommasAndFormulas_AreQuotedAndDefused()
    {
        var csv = ComparisonCsv.Fronts(ExperimentComparison.Of([Source("=1+1, \"x\"", Box, null, ("1", 0.5, 1.25))])).Split("\r\n");
        Assert.Equal("series,experiment,name,subnet_id,values_accuracy,values_latency", csv[0]);
        Assert.EndsWith(",\"'=1+1, \"\"x\"\"\",1,0.5,1.25", csv[1], StringComparison.Ordinal);
    }

    private static ComparisonSource Source(string name, BoxEvent box, Convergence? convergence, params (string Id, double Accuracy, double Latency)[] subnets) =>
        Source(name, box, convergence, document => document, subnets);

    private static ComparisonSource Source(string name, BoxEvent box, Convergence? convergence, Func<ExperimentDocument, ExperimentDocument> change, params (string Id, double Accuracy, double Latency)[] subnets)
    {
        var document = change(new ExperimentDocument { Name = name, SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!, Dataset = new DatasetOptions("shapes") });
        var id = new Guid(1, 2, 3, [.. Enumerable.Repeat((byte)name.Length, 8)]);
        var run = new RunRow(id, id, 1, RunState.Completed, 1, null, null, 1, null, null, subnets.Length, subnets.Length, null, DateTimeOffset.UnixEpoch, null, null, box);
        var evaluated = subnets.Select((subnet, index) => new Subnet(
            index + 1,
            new Evaluation
            {
                SubnetId = subnet.Id,
                Choices = [],
                Fidelity = Fidelity.Search,
                Feasible = true,
                Values = ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", subnet.Accuracy).Add("latency", subnet.Latency).Add("macs", 1e6).Add("parameters", 1e3),
            },
            null));
        return new(new ExperimentRow(id, name, "{}", document, DateTimeOffset.UnixEpoch, run), new RunSnapshot(run, [.. evaluated], [], [], [], [], ObjectiveDefinition.Accuracy), convergence);
    }
}
