using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Multiply-accumulates of random subnets of a space, the same at every look.</summary>
/// <param name="Macs">Of each, ascending.</param>
public sealed record MacsSample(ImmutableArray<long> Macs)
{
    public const int Subnets = 1000;
    public const ulong Seed = 1;

    /// <summary>Every decision drawn uniformly from its choices; takes a second or two for a large space.</summary>
    /// <exception cref="OperationCanceledException">Looked at before every subnet.</exception>
    public static MacsSample Of(SpaceView view, CancellationToken cancellation)
    {
        var random = new SeededRandom(Seed, "composer.histogram");
        var macs = new long[Subnets];
        for (var i = 0; i < macs.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            macs[i] = NetworkCost.MacsOf(view.NetworkOf(view.Space.Decisions.Sample(random)));
        }

        Array.Sort(macs);
        return new MacsSample([.. macs]);
    }

    public long Median => Macs[Macs.Length / 2];

    /// <summary>How many subnets fall into each of so many equal steps from the least to the most.</summary>
    public ImmutableArray<int> Counts(int steps)
    {
        var (least, most) = (Macs[0], Macs[^1]);
        var counts = new int[steps];
        foreach (var macs in Macs)
        {
            counts[most == least ? 0 : Math.Min(steps - 1, (int)((macs - least) * (double)steps / (most - least)))]++;
        }

        return [.. counts];
    }
}
