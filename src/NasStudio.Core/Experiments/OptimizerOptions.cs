using System.Collections.Immutable;

namespace NasStudio.Core.Experiments;

/// <param name="Name">"adamw" or "sgd".</param>
/// <param name="WeightDecay">Decoupled from the gradient in AdamW, added to it in SGD.</param>
public sealed record OptimizerOptions(string Name = "adamw", double LearningRate = OptimizerOptions.DefaultLearningRate, double WeightDecay = OptimizerOptions.DefaultWeightDecay)
{
    public const double MinimumLearningRate = 1e-7;
    public const double MaximumLearningRate = 10;
    public const double MaximumWeightDecay = 10;
    public const double MaximumMomentum = 0.9999;
    private const double DefaultLearningRate = 0.006;
    private const double DefaultWeightDecay = 0.02;

    public static readonly ImmutableArray<string> Names = ["adamw", "sgd"];
    public static readonly ImmutableArray<string> DecayedChoices = ["weights", "linear", "all"];

    /// <summary>
    /// What the weight decay holds for: "weights", all but norms and biases; "linear", neither convolutions (ElasticViT);
    /// "all".
    /// </summary>
    public string Decayed { get; init; } = "weights";

    /// <summary>Of "sgd".</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Of "sgd": the gradient is taken where the momentum leads (Nesterov 1983).</summary>
    public bool Nesterov { get; init; } = true;

    public bool HasMomentum => Name == "sgd";

    /// <summary>What a document that leaves the rates out gets: SGD those of AttentiveNAS.</summary>
    public static OptimizerOptions DefaultOf(string name) => name == "sgd" ? new(name, LearningRate: 0.1, WeightDecay: 1e-5) : new(name);
}

/// <summary>How the learning rate falls after the warm-up.</summary>
/// <param name="Name">"cosine": half a cosine down to Minimum; "exponential": by Decay every DecayEpochs, down to Floor of the peak (BigNAS).</param>
public sealed record ScheduleOptions(string Name = "cosine")
{
    public const double MinimumDecay = 0.01;
    public const double MinimumDecayEpochs = 0.01;

    public static readonly ImmutableArray<string> Names = ["cosine", "exponential"];

    /// <summary>Of "cosine": the learning rate at the end.</summary>
    public double Minimum { get; init; }

    /// <summary>Of "exponential": factor on the learning rate.</summary>
    public double Decay { get; init; } = 0.97;

    /// <summary>Of "exponential": epochs until the factor has come once.</summary>
    public double DecayEpochs { get; init; } = 2.4;

    /// <summary>Of "exponential": never below this part of the peak.</summary>
    public double Floor { get; init; } = 0.05;
}
