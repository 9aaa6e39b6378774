namespace NasStudio.Runs.Launching;

/// <summary>What the C library and OpenMP read from the environment when a process that trains starts; later is too late.</summary>
public static class WorkerEnvironment
{
    private static readonly (string Name, string Value)[] Variables =
    [
        // Large buffers stay mapped between training steps: page faults cost a third of a step otherwise.
        ("MALLOC_MMAP_THRESHOLD_", "4294967296"),
        ("MALLOC_TRIM_THRESHOLD_", "4294967296"),

        // Waiting threads sleep: spinning ones take the processor from the server and from the other half of a small machine.
        ("OMP_WAIT_POLICY", "passive"),
    ];

    /// <summary>Whether this process was started with all of them, whatever their values.</summary>
    public static bool IsSet => Variables.All(variable => Environment.GetEnvironmentVariable(variable.Name) is not null);

    public static void Apply(IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in Variables)
        {
            environment[name] = value;
        }
    }
}
