using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Experiments;

namespace NasStudio.Runs.Tests.Experiments;

public sealed class ExperimentJsonTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSameDocument()
    {
        foreach (var space in BuiltInSpaces.All)
        {
            var document = Full(space);

            var read = ExperimentJson.Read(ExperimentJson.Write(document));

            Assert.Equal(SearchSpaceWriter.Write(document.SearchSpace), SearchSpaceWriter.Write(read.SearchSpace));
            Assert.Equal(document.Dataset, read.Dataset);
            Assert.Equal(document.Training, read.Training);
            Assert.Equal(document.Search.Objectives, read.Search.Objectives);
            Assert.Equal(document.Search.WarmStart, read.Search.WarmStart);
            Assert.Equal(document.Search.Constraints, read.Search.Constraints);
            Assert.Equal((document.Search.Strategy, document.Search.Evaluations, document.Search.RecalibrationImages), (read.Search.Strategy, read.Search.Evaluations, read.Search.RecalibrationImages));
            Assert.Equal((document.Name, document.Seed), (read.Name, read.Seed));
        }
    }

    [Theory]
    [InlineData("complexity-aware")]
    [InlineData("performance-aware")]
    public void Read_TrainingOfLevelsThatWasWritten_IsTheSame(string sampler)
    {
        var document = Full(BuiltInSpaces.Find("hybrid-tiny")!) with
        {
            Training = new TrainingOptions
            {
                Sampler = new(sampler, SamplerOptions.DefaultRandomSubnetsOfLevels) { Levels = new() { Macs = [100_000, 400_000], Mode = "cyclic" } },
                Checkpoints = new() { Steps = 7, Interval = TimeSpan.FromSeconds(11) },
                GradientProbe = true,
            },
        };

        Assert.Equal(document.Training, ExperimentJson.Read(ExperimentJson.Write(document)).Training);
    }

    [Fact]
    public void Write_Document_IsAValidExperiment()
    {
        var reader = new ExperimentReader(_ => null, [], [new DatasetFacts("shapes", 1, 28, 28, 10, 60_000, 10_000, null)]);
        var json = ExperimentJson.Write(Full(BuiltInSpaces.Find("hybrid-tiny")!));

        Assert.Equal(json, ExperimentJson.Write(reader.Read(json)));
    }

    [Fact]
    public void Read_TableThatWasWritten_IsTheSameDocument()
    {
        var document = new ExperimentDocument
        {
            Name = "nb201",
            Table = new TableSource(Name: "nb201"),
            Search = new SearchOptions
            {
                Objectives = ["cifar10", "pixel3"],
                Directions = ImmutableSortedDictionary<string, Direction>.Empty.Add("cifar10", Direction.Maximize).Add("pixel3", Direction.Minimize),
                Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add("pixel3", new Bound(Max: 5)),
            },
            Repeats = 3,
            Seed = 7,
        };

        Assert.Equal(document, ExperimentJson.Read(ExperimentJson.Write(document)));
    }

    /// <summary>As the first version of the studio stored it.</summary>
    [Fact]
    public void Read_StoredWithoutNulls_IsUnderstood()
    {
        var document = Full(BuiltInSpaces.Find("hybrid-tiny")!) with { Dataset = new DatasetOptions("shapes", null, 1000) };
        var written = System.Text.Json.Nodes.JsonNode.Parse(ExperimentJson.Write(document))!.AsObject();
        written["dataset"]!.AsObject().Remove("trainLimit");

        Assert.Equal(document, ExperimentJson.Read(written.ToJsonString()));
    }

    /// <summary>Every option away from its default.</summary>
    private static ExperimentDocument Full(SearchSpaceDocument space) => new()
    {
        Name = "\"<everything>\" – ätherisch",
        SearchSpace = space,
        Dataset = new DatasetOptions("shapes", 4000, 1000),
        Training = new TrainingOptions
        {
            Epochs = 3,
            BatchSize = 32,
            Sampler = new SamplerOptions("uniform", 3),
            Optimizer = new OptimizerOptions("adamw", 0.01, 0.1),
            WarmUp = 0.1,
            GradientClipping = 1,
            LabelSmoothing = 0.1,
        },
        Search = new SearchOptions
        {
            Strategy = new StrategyOptions("robot", 16) { Candidates = 40, Rounds = 7, Metrics = ["synflow", "macs"] },
            Evaluations = 77,
            Objectives = ["accuracy", "macs"],
            Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add("macs", new Bound(null, 5e6)).Add("accuracy", new Bound(0.5)),
            RecalibrationImages = 256,
            WarmStart = [new("0198c0de-0000-7000-8000-000000000000"), new(File: "front.csv")],
        },
        Seed = 9007199254740992,
    };
}
