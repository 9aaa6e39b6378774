using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>
/// BigNAS's coarse grid (Yu et al. 2020): all stages tied. A point says for each dimension (resolution, depth, width, kernel, …) how
/// far up its range the architecture stands, and every stage takes the nearest of its own choices.
/// </summary>
public sealed class TiedGrid
{
    /// <summary>Grids of more points are drawn from, not listed.</summary>
    private const int MostListed = 4096;

    private readonly DecisionSpace _space;
    private readonly DecisionStages _stages;

    /// <summary>By dimension: as many steps as its widest range of choices has.</summary>
    private readonly int[] _steps;

    public TiedGrid(DecisionSpace space)
    {
        _space = space;
        _stages = new DecisionStages(space);
        _steps = [.. _stages.Dimensions.Select(dimension => dimension.Max(decision => space.Decisions[decision].Choices.Length))];
    }

    /// <summary>Architectures of the grid: the lowest and the highest point, then the others in random order. Some may come twice; a large grid has no end.</summary>
    public IEnumerable<Architecture> Points(SeededRandom random)
    {
        yield return At(new int[_steps.Length]);
        yield return At(Array.ConvertAll(_steps, steps => steps - 1));
        var points = _steps.Aggregate(1L, (product, steps) => Math.Min(product * steps, MostListed + 1));
        if (points > MostListed)
        {
            while (true)
            {
                yield return At(Array.ConvertAll(_steps, random.NextInt));
            }
        }

        int[] order = [.. Enumerable.Range(0, (int)points)];
        random.Shuffle(order.AsSpan());
        foreach (var point in order)
        {
            yield return At(Digits(point));
        }
    }

    /// <param name="point">By dimension, 0 to its steps − 1.</param>
    private Architecture At(int[] point)
    {
        var draft = new ArchitectureDraft(_space);
        for (var decision = 0; decision < _space.Decisions.Length; decision++)
        {
            var (dimension, last) = (_stages.DimensionOf(decision), _space.Decisions[decision].Choices.Length - 1);
            var wish = _steps[dimension] == 1 ? 0 : (int)Math.Round((double)point[dimension] * last / (_steps[dimension] - 1), MidpointRounding.AwayFromZero);
            draft.Decide(draft.IsActive ? Enumerable.Range(0, last + 1).Where(draft.Allows).MinBy(choice => Math.Abs(choice - wish)) : 0);
        }

        return draft.Finish();
    }

    private int[] Digits(int number) => Array.ConvertAll(_steps, steps =>
    {
        var digit = number % steps;
        number /= steps;
        return digit;
    });
}
