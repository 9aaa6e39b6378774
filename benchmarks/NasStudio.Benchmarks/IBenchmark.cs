namespace NasStudio.Benchmarks;

/// <summary>One of the measurements behind the README's figures.</summary>
public interface IBenchmark
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures against which targets, in one line.</summary>
    string Description { get; }

    /// <summary>Measures and prints: rows for RESULTS.md are printed, no file outlives it, but for the ablation's results.</summary>
    /// <param name="options">The command line after the name.</param>
    /// <returns>True where every target was met.</returns>
    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    /// <exception cref="InvalidOperationException">The measurement could not be made; the message says why.</exception>
    Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation);
}
