namespace NasStudio.Core.Pareto;

/// <summary>Comparisons of cost vectors of any length; smaller is better.</summary>
public static class Dominance
{
    /// <summary>Whether the first is no worse in every cost and better in one.</summary>
    public static bool Dominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var better = false;
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] > second[i])
            {
                return false;
            }

            better |= first[i] < second[i];
        }

        return better;
    }

    /// <summary>
    /// Constrained domination (Deb et al. 2002, definition 1): a feasible point dominates an infeasible one, of two infeasible
    /// ones the less violating dominates, two feasible ones compare by cost.
    /// </summary>
    public static bool Dominates(ReadOnlySpan<double> first, double firstViolation, ReadOnlySpan<double> second, double secondViolation) =>
        firstViolation <= 0 && secondViolation <= 0 ? Dominates(first, second) : firstViolation < secondViolation;
}
