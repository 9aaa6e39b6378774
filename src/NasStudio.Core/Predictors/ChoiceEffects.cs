namespace NasStudio.Core.Predictors;

/// <summary>
/// How much each choice of each decision adds to a target, all others given: ridge regression on one-hot choices, solved by
/// coordinate descent (back-fitting), so a choice that was seen seldom is drawn towards 0. IEEE basic operations only.
/// </summary>
public static class ChoiceEffects
{
    private const int Sweeps = 10;

    /// <summary>Samples that a choice's effect is shrunk by.</summary>
    private const double Ridge = 1;

    /// <returns>By decision and choice.</returns>
    /// <param name="samples">Choice indices.</param>
    /// <param name="targets">With mean 0.</param>
    /// <param name="choices">Number of choices of each decision.</param>
    public static double[][] Of(int[][] samples, double[] targets, int[] choices)
    {
        var effects = Array.ConvertAll(choices, count => new double[count]);
        var residuals = targets.ToArray();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var decision = 0; decision < choices.Length; decision++)
            {
                Improve(samples, residuals, decision, effects[decision]);
            }
        }

        return effects;
    }

    private static void Improve(int[][] samples, double[] residuals, int decision, double[] effects)
    {
        var (sums, counts) = (new double[effects.Length], new int[effects.Length]);
        for (var sample = 0; sample < samples.Length; sample++)
        {
            var choice = samples[sample][decision];
            sums[choice] += residuals[sample];
            counts[choice]++;
        }

        var changes = new double[effects.Length];
        for (var choice = 0; choice < effects.Length; choice++)
        {
            var improved = (sums[choice] + (counts[choice] * effects[choice])) / (counts[choice] + Ridge);
            changes[choice] = improved - effects[choice];
            effects[choice] = improved;
        }

        for (var sample = 0; sample < samples.Length; sample++)
        {
            residuals[sample] -= changes[samples[sample][decision]];
        }
    }
}
