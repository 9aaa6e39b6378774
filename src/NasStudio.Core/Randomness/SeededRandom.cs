namespace NasStudio.Core.Randomness;

/// <summary>
/// A counter-based random generator keyed by (seed, stream, step): the n-th number of a key is a pure function of the
/// key and n, so resuming a run, adding a consumer or changing the number of threads never shifts another stream.
/// SplitMix64 (Steele, Lea, Flood 2014) over a FNV-1a key.
/// </summary>
public sealed class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _key;
    private ulong _counter;

    public SeededRandom(ulong seed, string stream, long step = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        _key = Mix(unchecked(Mix(seed ^ Hash(stream)) + ((ulong)step * Golden)));
    }

    /// <summary>Numbers drawn so far. Setting it moves the stream: this is all the state there is.</summary>
    public ulong Position
    {
        get => _counter;
        set => _counter = value;
    }

    public ulong NextUInt64() => Mix(unchecked(_key + (++_counter * Golden)));

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="exclusiveMaximum"/>), without modulo bias (Lemire 2019).</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        var range = (ulong)exclusiveMaximum;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            // The threshold lies below the range: only here, almost never, does the division have to be made.
            var threshold = unchecked((0UL - range) % range);
            while (low < threshold)
            {
                high = Math.BigMul(NextUInt64(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>True with the given probability.</summary>
    public bool NextBool(double probability = 0.5) => NextDouble() < probability;

    /// <summary>Standard normal (Box-Muller, cosine branch: two numbers a draw).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Fisher-Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    private static ulong Hash(string text)
    {
        unchecked
        {
            var hash = 0xCBF29CE484222325UL;
            foreach (var character in text)
            {
                hash = (hash ^ character) * 0x100000001B3UL;
            }

            return hash;
        }
    }
}
