using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Experiments;

public sealed class ExperimentReaderTests
{
    [Fact]
    public void Read_EveryFieldGiven_TakesEach()
    {
        var experiment = ExampleExperiments.Reader.Read(ExampleExperiments.Full);

        Assert.Equal("mnist first look", experiment.Name);
        Assert.Equal(BuiltInSpaces.Find("hybrid-tiny"), experiment.SearchSpace);
        Assert.Equal(new DatasetOptions("mnist", 10000, 5000), experiment.Dataset);
        Assert.Equal(
            new TrainingOptions
            {
                Epochs = 2,
                BatchSize = 32,
                Sampler = new("uniform", 3),
                Optimizer = new("adamw", 0.001, 0.05),
                WarmUp = 0.1,
                GradientClipping = 1,
                LabelSmoothing = 0.1,
                Checkpoints = new() { Steps = 500, Interval = TimeSpan.Zero },
            },
            experiment.Training);
        Assert.Equal(new StrategyOptions("random", 16), experiment.Search.Strategy);
        Assert.Equal(150, experiment.Search.Evaluations);
        Assert.Equal(["accuracy", "macs"], experiment.Search.Objectives);
        Assert.Equal([new("accuracy", new Bound(Min: 0.5)), new("macs", new Bound(Max: 5_000_000))], experiment.Search.Constraints);
        Assert.Equal(256, experiment.Search.RecalibrationImages);
        Assert.Equal((1, "none", 150), (experiment.Search.Repeats, experiment.Search.Baseline, experiment.PlannedEvaluations));
        Assert.Equal(9007199254740992UL, experiment.Seed);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_FillsInTheDefaults()
    {
        var experiment = ExampleExperiments.Reader.Read(ExampleExperiments.Shortest);

        Assert.Equal(new DatasetOptions("mnist", null, 2000), experiment.Dataset);
        Assert.Equal(new TrainingOptions(), experiment.Training);
        Assert.Equal(new SearchOptions(), experiment.Search);
        Assert.Equal(["accuracy", "latency"], experiment.Search.Objectives);
        Assert.Equal(1UL, experiment.Seed);
    }

    [Fact]
    public void Read_RepeatsOfATrainedSearch_PlansRandomSearchBesideEach()
    {
        var experiment = ExampleExperiments.Reader.Read(ExampleExperiments.With(ExampleExperiments.Shortest, "search", """{ "evaluations": 50, "repeats": 3 }"""));

        Assert.Equal((3, "random", 300), (experiment.Search.Repeats, experiment.Search.Baseline, experiment.PlannedEvaluations));
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Theory]
    [InlineData("""{ "repeats": 0 }""", "search.repeats")]
    [InlineData("""{ "baseline": "guess" }""", "search.baseline")]
    public void Read_RepeatsOrBaselineOutOfRange_IsAnErrorAtItsPath(string search, string path)
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "search", search);

        Assert.Equal(path, Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors).Path);
    }

    [Fact]
    public void Read_LargestSeedWithRepeats_LeavesNoRoom()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "search", """{ "repeats": 3 }""");
        json = ExampleExperiments.With(json, "seed", "9007199254740991");

        Assert.Equal("seed", Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors).Path);
    }

    [Fact]
    public void Read_WholeSpace_TakesIt()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", ExampleExperiments.SmallSpace);

        Assert.Equal("four", ExampleExperiments.Reader.Read(json).SearchSpace.Name);
    }

    [Fact]
    public void Read_SmallSpaceOrDataSet_DefaultsShrinkToFit()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", ExampleExperiments.SmallSpace);
        json = ExampleExperiments.With(json, "dataset", """{ "name": "few", "validation": 70 }""");

        var experiment = ExampleExperiments.Reader.Read(json);

        Assert.Equal(4, experiment.Search.Evaluations);
        Assert.Equal(30, experiment.Training.BatchSize);
        Assert.Equal(30, experiment.Search.RecalibrationImages);
    }

    [Theory]
    [InlineData("name", null, "name", "Missing")]
    [InlineData("name", "\"\"", "name", "0 characters")]
    [InlineData("name", "\"a\\u0007b\"", "name", "1 control characters; give 1 to 100")]
    [InlineData("schemaVersion", "2", "schemaVersion", "from 1 to 1")]
    [InlineData("searchSpace", null, "searchSpace", "Missing; give the name of a search space (hybrid-tiny, elasticvit-micro")]
    [InlineData("searchSpace", "\"hybrid-huge\"", "searchSpace", "\"hybrid-huge\" is no search space here; use one of hybrid-tiny, elasticvit-micro")]
    [InlineData("searchSpace", "7", "searchSpace", "7 is neither a name nor a document")]
    [InlineData("dataset", null, "dataset", "Missing")]
    [InlineData("dataset", "\"mnist\"", "dataset", "\"mnist\" is not allowed; use an object")]
    [InlineData("dataset.name", "\"mnits\"", "dataset.name", "\"mnits\" is no data set here; use one of mnist, few, cifar10")]
    [InlineData("dataset.name", "\"cifar10\"", "dataset.name", "lacks test_batch.bin; put it there.")]
    [InlineData("dataset.limit", "5", "dataset.limit", "Unknown property; known here are name, trainLimit, validation")]
    [InlineData("dataset.trainLimit", "58000", "dataset.trainLimit", "58000 training and 5000 validation images are 63000, but the training split of mnist holds 60000 images; use at most 55000")]
    [InlineData("dataset.trainLimit", "0", "dataset.trainLimit", "from 2 to")]
    [InlineData("dataset.validation", "60000", "dataset.validation", "use at most 59998")]
    [InlineData("dataset.validation", "9", "dataset.validation", "9 images are fewer than the 10 classes of mnist")]
    [InlineData("training.epochs", "0", "training.epochs", "0 is not allowed; use a whole number from 1 to 10000")]
    [InlineData("training.epochs", "2.5", "training.epochs", "2.5 is not allowed")]
    [InlineData("training.sampler.name", "\"bignas\"", "training.sampler.name", "one of complexity-aware, performance-aware, sandwich, uniform")]
    [InlineData("training.sampler.randomSubnets", "0", "training.sampler.randomSubnets", "nothing to train; use 1 to 16")]
    [InlineData("training.optimizer.name", "\"lion\"", "training.optimizer.name", "one of adamw, sgd")]
    [InlineData("training.optimizer.learningRate", "0", "training.optimizer.learningRate", "a number from 1E-07 to 10")]
    [InlineData("training.optimiser", "{}", "training.optimiser", "Unknown property")]
    [InlineData("search.strategy.name", "\"annealing\"", "search.strategy.name", "\"annealing\" is not allowed; use one of aging-evolution, bananas, ")]
    [InlineData("search.strategy.population", "1000000000", "search.strategy.population", "from 4 to 1000")]
    [InlineData("search.evaluations", "1", "search.evaluations", "from 2 to 1000000")]
    [InlineData("search.evaluations", "99999999999", "search.evaluations", "99999999999 is not allowed")]
    [InlineData("search.objectives", "\"accuracy\"", "search.objectives", "is not an array")]
    [InlineData("search.objectives", "[]", "search.objectives", "lacks \"accuracy\"")]
    [InlineData("search.objectives", "[\"accuracy\"]", "search.objectives", "add at least one of latency, macs, parameters")]
    [InlineData("search.objectives", "[\"latency\", \"macs\"]", "search.objectives", "[\"latency\", \"macs\"] lacks \"accuracy\"")]
    [InlineData("search.objectives", "[\"accuracy\", \"energy\"]", "search.objectives[1]", "\"energy\" is no objective; use accuracy, latency, macs, parameters")]
    [InlineData("search.objectives", "[\"accuracy\", \"macs\", \"macs\"]", "search.objectives[2]", "named twice")]
    [InlineData("search.objectives", "[\"accuracy\", { \"name\": \"macs\", \"direction\": \"maximize\" }]", "search.objectives[1].direction", "write \"minimize\"")]
    [InlineData("search.objectives", "[\"accuracy\", { \"direction\": \"minimize\" }]", "search.objectives[1].name", "Missing")]
    [InlineData("search.objectives", "[\"accuracy\", 3]", "search.objectives[1]", "3 is neither a name nor an object")]
    [InlineData("search.constraints.flops", "{ \"max\": 1 }", "search.constraints.flops", "known here are accuracy, latency, macs, parameters")]
    [InlineData("search.constraints.latency", "{ \"min\": 3, \"max\": 2 }", "search.constraints.latency.min", "3 is above max, 2")]
    [InlineData("search.constraints.latency", "{ \"max\": -1 }", "search.constraints.latency.max", "-1 is not allowed")]
    [InlineData("search.constraints.latency", "{}", "search.constraints.latency", "bounds nothing")]
    [InlineData("search.constraints.accuracy", "{ \"min\": 97 }", "search.constraints.accuracy.min", "from 0.001 to 1")]
    [InlineData("search.constraints.parameters", "{ \"max\": 10 }", "search.constraints.parameters.max", "10 is below the smallest subnet's ")]
    [InlineData("search.constraints.macs", "{ \"min\": 1e12 }", "search.constraints.macs.min", "is above the largest subnet's ")]
    [InlineData("search.device", "\"phone\"", "search.device", "one of this-machine")]
    [InlineData("search.recalibrationImages", "20000", "search.recalibrationImages", "20000 is more than the images trained on (10000)")]
    [InlineData("seed", "-1", "seed", "from 0 to 9007199254740992")]
    [InlineData("seed", "9007199254740993", "seed", "from 0 to 9007199254740992")]
    [InlineData("seeds", "[1]", "seeds", "Unknown property")]
    public void Read_OnePlaceBroken_SaysWhereWhatAndTheWayOut(string place, string? value, string path, string message)
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, place, value);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BatchLargerThanTheImages_IsRefused()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, "dataset.trainLimit", "300");
        json = ExampleExperiments.With(json, "training.batchSize", "301");

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("training.batchSize", error.Path);
        Assert.Contains("301 is more than the images trained on (300)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreEvaluationsThanSubnets_NamesTheCount()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", ExampleExperiments.SmallSpace);
        json = ExampleExperiments.With(json, "search.evaluations", "5");

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("search.evaluations", error.Path);
        Assert.Contains("5 is more than the subnets of the search space (4); use at most 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ConstraintBelowTheSmallestSubnet_NamesItsCost()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, "search.constraints.macs", "{ \"max\": 1000 }");
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var smallest = Core.Costs.NetworkCost.Of(space.Expand(space.Smallest, new(1, 28, 28, 10))).Macs;

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("search.constraints.macs.max", error.Path);
        Assert.Equal($"1000 is below the smallest subnet's {smallest} macs; use at least {smallest}.", error.Message);
    }

    [Fact]
    public void Read_WholeSpaceBroken_GivesThePathWithin()
    {
        var space = ExampleExperiments.With(ExampleExperiments.SmallSpace, "stem.width", "[0]");
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", space);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.StartsWith("searchSpace.stem.width", error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SpaceOfOneSubnet_IsRefused()
    {
        var space = ExampleExperiments.With(ExampleExperiments.SmallSpace, "input.resolution", "16");
        space = space.Replace("\"depth\":[1,2]", "\"depth\":[1]", StringComparison.Ordinal);
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", space);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal(("searchSpace", true), (error.Path, error.Message.StartsWith("The space holds only 1 subnet", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_ResolutionFarAboveTheImages_IsRefused()
    {
        var space = ExampleExperiments.With(ExampleExperiments.SmallSpace, "input.resolution", "[28, 512]");
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", space);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("searchSpace", error.Path);
        Assert.Contains("512, enlarges the 28×28 images of mnist more than 16 times; use at most 448", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralErrors_GivesThemAll()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, "training.epochs", "0");
        json = ExampleExperiments.With(json, "search.device", "\"phone\"");
        json = ExampleExperiments.With(json, "dataset.trainLimit", "70000");

        var errors = Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors;

        Assert.Equal(["training.epochs", "search.device", "dataset.trainLimit"], errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"name\": ")]
    [InlineData("{ \"\\udfff\": 1 }")]
    [InlineData("{ \"name\": \"\\ud800\", \"searchSpace\": \"hybrid-tiny\", \"dataset\": { \"name\": \"mnist\" } }")]
    public void Read_NoDocumentAtAll_IsADocumentError(string json) =>
        Assert.NotEmpty(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);
}
