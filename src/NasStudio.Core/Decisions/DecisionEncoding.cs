namespace NasStudio.Core.Decisions;

/// <summary>Architectures as numbers for predictors, and how far apart two are.</summary>
public static class DecisionEncoding
{
    /// <summary>Length of <see cref="OneHot"/>: the number of all choices.</summary>
    public static int OneHotLength(this DecisionSpace space) => space.Decisions.Sum(decision => decision.Choices.Length);

    /// <summary>One entry per choice of every decision, in order: 1 for the choice taken, else 0; inactive decisions are all 0.</summary>
    public static double[] OneHot(this DecisionSpace space, Architecture architecture)
    {
        var encoding = new double[space.OneHotLength()];
        var offset = 0;
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            if (space.IsActive(architecture.Choices.AsSpan(), decision))
            {
                encoding[offset + architecture.Choices[decision]] = 1;
            }

            offset += space.Decisions[decision].Choices.Length;
        }

        return encoding;
    }

    /// <summary>One entry per decision: (index + 1) / number of choices, in (0, 1]; 0 where inactive.</summary>
    public static double[] Ordinal(this DecisionSpace space, Architecture architecture)
    {
        var encoding = new double[space.Decisions.Length];
        for (var decision = 0; decision < encoding.Length; decision++)
        {
            encoding[decision] = space.IsActive(architecture.Choices.AsSpan(), decision)
                ? (architecture.Choices[decision] + 1.0) / space.Decisions[decision].Choices.Length
                : 0;
        }

        return encoding;
    }

    /// <summary>Hamming distance, a metric: the decisions where the choices differ or only one of the two is active.</summary>
    public static int Distance(this DecisionSpace space, Architecture first, Architecture second)
    {
        var distance = 0;
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            var active = space.IsActive(first.Choices.AsSpan(), decision);
            if (active != space.IsActive(second.Choices.AsSpan(), decision)
                || first.Choices[decision] != second.Choices[decision])
            {
                distance++;
            }
        }

        return distance;
    }
}
