using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>Random architectures.</summary>
public static class DecisionSampling
{
    /// <summary>Every active decision uniform over the choices that the constraints leave (as in Once-for-All and ElasticViT).</summary>
    public static Architecture Sample(this DecisionSpace space, SeededRandom random) => throw new NotImplementedException($"{space}{random}");
}
