using System.Collections.Immutable;

namespace NasStudio.Web.Experiments;

/// <summary>Experiments to start from: documents in the folder Templates beside this file, embedded.</summary>
public static class ExperimentTemplates
{
    private static readonly Lazy<ImmutableArray<ExperimentTemplate>> Templates = new(() =>
    [
        new("Quickstart", "Generated images, a small hybrid space, NSGA-II on accuracy and latency: no download, a few minutes on 2 cores.", QuickstartExperiment.Json),
        new("MNIST first look", "Handwritten digits, LINAS on accuracy and latency below two million MACs.", Read("mnist")),
        new("ElasticViT recipe", "Performance-aware sampling, adaptive clipping and the alpha divergence on CIFAR-10, in a space for 32×32 images.", Read("elasticvit")),
        new("Best within a window of MACs", "Constrained evolution looks for the one most accurate subnet from 1.5 to 2 million MACs, on Fashion-MNIST.", Read("window")),
        new("Training-free metrics", "RoBoT ranks 200 untrained candidates by training-free metrics before any is evaluated, on generated images.", Read("training-free")),
    ]);

    public static ImmutableArray<ExperimentTemplate> All => Templates.Value;

    private static string Read(string name)
    {
        using var stream = typeof(ExperimentTemplates).Assembly.GetManifestResourceStream($"{name}.template.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <param name="Title">As on the screen.</param>
/// <param name="Sentence">What it does, in one sentence.</param>
/// <param name="Json">The document, as it would be posted.</param>
public sealed record ExperimentTemplate(string Title, string Sentence, string Json);
