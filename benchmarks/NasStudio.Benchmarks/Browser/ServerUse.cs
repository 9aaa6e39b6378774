using System.Globalization;

namespace NasStudio.Benchmarks.Browser;

/// <summary>What a process of this machine has used so far, as Linux counts it.</summary>
/// <param name="Cpu">Of all its threads.</param>
/// <param name="Memory">Resident, bytes.</param>
internal readonly record struct ServerUse(TimeSpan Cpu, long Memory)
{
    private const double TicksPerSecond = 100;

    public static ServerUse Of(int process)
    {
        // The name in brackets may hold spaces; the fields after it are counted from the state, field 3.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var resident = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return new(TimeSpan.FromSeconds(ticks / TicksPerSecond), 1024 * long.Parse(resident, CultureInfo.InvariantCulture));
    }
}
