using System.Numerics;

namespace NasStudio.Core.Decisions;

/// <summary>Exact numbers of distinct architectures.</summary>
public static class DecisionCounting
{
    /// <summary>How many architectures are distinct: canonical, and within the constraints.</summary>
    public static BigInteger Count(this DecisionSpace space) => throw new NotImplementedException(space.ToString());
}
