using System.Globalization;

namespace NasStudio.Runs.Launching;

/// <summary>How many processes of this control group the kernel has killed for want of memory.</summary>
internal static class OutOfMemoryKills
{
    /// <summary>Version 2 and version 1 of the control groups, as containers see them.</summary>
    private static readonly string[] Files = ["/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"];

    /// <summary>0 where the system does not say.</summary>
    public static long Count()
    {
        foreach (var file in Files.Where(File.Exists))
        {
            try
            {
                return Parse(File.ReadLines(file));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next file may be readable.
            }
        }

        return 0;
    }

    /// <param name="lines">"oom_kill 3" among others.</param>
    public static long Parse(IEnumerable<string> lines) =>
        lines.Select(line => line.Split(' '))
            .Where(words => words is ["oom_kill", _])
            .Select(words => long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0)
            .FirstOrDefault();
}
