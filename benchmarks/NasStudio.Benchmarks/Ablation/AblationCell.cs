using System.Globalization;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>One training of the ladder.</summary>
internal sealed record AblationCell(string Arm, int Seed, int Steps)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Arm}-{Seed}-{Steps}");
}
