using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Export.Onnx;
using NasStudio.Export.Weights;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A whole run with every part of the recipe.</summary>
public sealed class TeacherRunTests
{
    private const string Search = """{ "strategy": { "name": "random" }, "evaluations": 4, "objectives": ["accuracy", "macs"], "baseline": "none" }""";

    [Fact]
    public void Execute_WithTheWholeRecipe_TrainsAndSearches()
    {
        using var run = new TinyRun(Search);
        PutTeacher(run);
        run.Experiment = run.Experiment with { Training = Recipe(run.Experiment.Training) };

        var outcome = run.Execute();

        Assert.Equal(4, outcome.Evaluations.Count);
        var losses = run.Events.OfType<MetricEvent>().Where(metric => metric.Name == "loss").ToList();
        Assert.NotEmpty(losses);
        Assert.All(losses, loss => Assert.True(double.IsFinite(loss.Value)));
    }

    [Fact]
    public void Execute_TeacherThatIsGone_SaysSoBeforeTheTraining()
    {
        using var run = new TinyRun(Search);
        run.Experiment = run.Experiment with { Training = Recipe(run.Experiment.Training) };

        Assert.Contains("The teacher big is gone", Assert.Throws<InvalidDataException>(() => run.Execute()).Message, StringComparison.Ordinal);
    }

    private static TrainingOptions Recipe(TrainingOptions plain) => plain with
    {
        Optimizer = OptimizerOptions.DefaultOf("sgd"),
        Schedule = new("exponential"),
        WeightAverage = 0.9,
        Gradients = new() { Adaptive = 0.1, Value = 1, Conflicts = "project" },
        Distillation = new("alpha"),
        Augmentation = new() { Flip = 0.5, Shift = 2, Operations = 1, Erase = 0.2, Mixup = 0.1, Cutmix = 0.1 },
        Teacher = new("big") { Temperature = 0.2 },
    };

    /// <summary>An untrained subnet of the run's own space.</summary>
    private static void PutTeacher(TinyRun run)
    {
        var space = new SearchSpace(run.Experiment.SearchSpace);
        var network = space.Expand(space.Largest, new(1, 28, 28, 10));
        var folder = Directory.CreateDirectory(Path.Combine(run.Folder, "teachers")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "big.onnx"), OnnxWriter.Write(network, FreshWeights.Of(network, "teacher")));
    }
}
