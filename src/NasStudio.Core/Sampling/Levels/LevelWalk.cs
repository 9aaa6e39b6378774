using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// A walk over the levels that moves at most one at a time: down, stay or up, a third each; what would leave the range stays
/// (ElasticViT). The transition matrix is symmetric, so doubly stochastic, and in the long run every level is visited
/// equally often; two steps are nearly independent after about K² steps of K levels.
/// </summary>
public sealed class LevelWalk(int levels)
{
    /// <summary>The level of the last move, from 0.</summary>
    public int Level { get; private set; }

    public int Move(SeededRandom random)
    {
        Level = Math.Clamp(Level + random.NextInt(3) - 1, 0, levels - 1);
        return Level;
    }

    /// <summary>Probability to move from one level to another, in thirds, so that it is exact.</summary>
    public static int Thirds(int levels, int from, int to)
    {
        var thirds = 0;
        for (var move = -1; move <= 1; move++)
        {
            thirds += Math.Clamp(from + move, 0, levels - 1) == to ? 1 : 0;
        }

        return thirds;
    }

    /// <exception cref="FormatException">There is no such level.</exception>
    public void GoTo(int level) =>
        Level = level >= 0 && level < levels ? level : throw new FormatException($"Level {level} of a saved walk is none of the {levels}; the checkpoint is of other levels.");
}
