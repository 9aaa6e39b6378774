using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Tests.Experiments;

/// <summary>The parts of the training's recipe that a document may switch on.</summary>
public sealed class TrainingRecipeTests
{
    [Theory]
    [InlineData("optimizer", """{ "name": "sgd", "learningRate": 0.2, "weightDecay": 0.001, "decayed": "linear", "momentum": 0.8, "nesterov": false }""")]
    [InlineData("optimizer", """{ "name": "adamw", "decayed": "all" }""")]
    [InlineData("schedule", """{ "name": "cosine", "minimum": 0.0001 }""")]
    [InlineData("schedule", """{ "name": "exponential", "decay": 0.9, "decayEpochs": 1.5, "floor": 0.1 }""")]
    [InlineData("weightAverage", "0.999")]
    [InlineData("distillation", """{ "divergence": "alpha", "alphaMinimum": -2, "alphaMaximum": 2, "clip": 10, "labels": 0.5 }""")]
    [InlineData("distillation", """{ "labels": 0.25 }""")]
    [InlineData("augmentation", """{ "flip": 0.5, "shift": 4, "operations": 2, "magnitude": 5, "erase": 0.1, "mixup": 0.2, "cutmix": 1, "mixed": 0.5 }""")]
    [InlineData("gradients", """{ "conflicts": "project", "value": 1, "adaptive": 0.1 }""")]
    public void Write_EachPart_IsReadBack(string part, string value)
    {
        var experiment = Read(part, value);

        Assert.NotEqual(new TrainingOptions(), experiment.Training);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_SgdAlone_HasTheRatesOfSgd()
    {
        var optimizer = Read("optimizer", """{ "name": "sgd" }""").Training.Optimizer;

        Assert.Equal((0.1, 1e-5, 0.9, true), (optimizer.LearningRate, optimizer.WeightDecay, optimizer.Momentum, optimizer.Nesterov));
    }

    [Fact]
    public void Read_NoMomentum_HasNothingToLookAheadAlong() =>
        Assert.False(Read("optimizer", """{ "name": "sgd", "momentum": 0 }""").Training.Optimizer.Nesterov);

    [Theory]
    [InlineData("optimizer", """{ "name": "adamw", "momentum": 0.9 }""", "optimizer.momentum", "Unknown property")]
    [InlineData("optimizer", """{ "name": "sgd", "momentum": 1 }""", "optimizer.momentum", "from 0 to 0.9999")]
    [InlineData("optimizer", """{ "name": "sgd", "momentum": 0, "nesterov": true }""", "optimizer.nesterov", "write false, or a momentum such as 0.9")]
    [InlineData("optimizer", """{ "decayed": "convolutions" }""", "optimizer.decayed", "one of weights, linear, all")]
    [InlineData("schedule", """{ "minimum": 0.01 }""", "schedule.minimum", "0.01 is above the learning rate, 0.006")]
    [InlineData("schedule", """{ "name": "exponential", "minimum": 0 }""", "schedule.minimum", "Unknown property")]
    [InlineData("schedule", """{ "name": "exponential", "floor": 2 }""", "schedule.floor", "from 0 to 1")]
    [InlineData("gradients", """{ "adaptive": -1 }""", "gradients.adaptive", "from 0 to 100")]
    [InlineData("gradients", """{ "conflicts": "ignore" }""", "gradients.conflicts", "one of add, project")]
    [InlineData("distillation", """{ "divergence": "alpha", "alphaMinimum": 2 }""", "distillation.alphaMinimum", "2 is above alphaMaximum, 1")]
    [InlineData("distillation", """{ "divergence": "alpha", "alphaMaximum": 9 }""", "distillation.alphaMaximum", "from -8 to 8")]
    [InlineData("distillation", """{ "alphaMinimum": 0 }""", "distillation.alphaMinimum", "Unknown property")]
    [InlineData("augmentation", """{ "flip": 2 }""", "augmentation.flip", "from 0 to 1")]
    [InlineData("augmentation", """{ "shift": 28 }""", "augmentation.shift", "28 pixels would move the 28×28 images of mnist out of sight; use at most 27")]
    [InlineData("augmentation", """{ "cutout": 1 }""", "augmentation.cutout", "Unknown property")]
    [InlineData("weightAverage", "1", "weightAverage", "from 0 to 0.999999")]
    public void Read_PartThatDoesNotFit_SaysWhereAndTheWayOut(string part, string value, string path, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read(part, value)).Errors);

        Assert.Equal($"training.{path}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ProjectionWithoutALargestSubnet_IsRefused()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, "training.gradients", """{ "conflicts": "project" }""");

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("training.gradients.conflicts", error.Path);
        Assert.Contains("which the uniform sampler does not draw; use the sandwich sampler", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DistillationWithoutPupils_IsRefused()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Full, "training.distillation", """{ "divergence": "alpha" }""");

        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("training.distillation.divergence", error.Path);
        Assert.Contains("No subnet of the uniform sampler learns from another one", error.Message, StringComparison.Ordinal);
    }

    private static ExperimentDocument Read(string part, string value) =>
        ExampleExperiments.Reader.Read(ExampleExperiments.With(ExampleExperiments.Shortest, $"training.{part}", value));
}
