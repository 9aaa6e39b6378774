using System.Globalization;
using NasStudio.Core.Experiments;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The sampler and the fields that it knows; another one begins with its defaults.</summary>
public sealed partial class SamplerFields
{
    private const string Section = "training.sampler";
    private const string Name = $"{Section}.name";
    private static readonly LevelOptions Levels = new();
    private static readonly BankOptions Bank = new();

    private string Chosen => JsonToken.Show(Draft[Name]) is { Length: > 0 } name ? name : new SamplerOptions().Name;

    private string Meaning => Chosen switch
    {
        "uniform" => "Uniform: random subnets, each learns from the labels.",
        "sandwich" => "Sandwich (BigNAS): the largest subnet learns from the labels and teaches the smallest and some random ones.",
        "complexity-aware" => "Complexity-aware (ElasticViT): the subnets of a step have nearly equal MACs, so that their gradients agree; their mean teaches a smallest one.",
        "performance-aware" => "Performance-aware (ElasticViT): complexity-aware, and more and more of the draws come from banks of the best subnets so far.",
        _ => "",
    };

    private string ModeHint => JsonToken.Show(Draft[$"{Section}.mode"]) switch
    {
        "random-step" => "One level a step, any",
        "adjacent" => "A level for each draw, at most one away from the draw before",
        "random" => "A level for each draw, any",
        "cyclic" => "One level a step, from the highest down, again and again",
        _ => "One level a step, at most one away from the step before",
    };

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
