using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace NasStudio.Export.Latency;

/// <summary>What latencies are measured on.</summary>
public static class ThisMachine
{
    private const string CpuFile = "/proc/cpuinfo";

    /// <summary>The processor's name, for example "AMD EPYC 7763 64-Core Processor".</summary>
    public static string Processor { get; } = FindProcessor();

    /// <summary>For example "ONNX Runtime 1.31.1".</summary>
    public static string Runtime => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <summary>The name that /proc/cpuinfo gives (ARM kernels: of the board), or null.</summary>
    internal static string? ProcessorIn(IEnumerable<string> lines)
    {
        var fields = lines.Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(field => field.Length == 2 && field[1].Length > 0).ToArray();
        return (fields.FirstOrDefault(field => field[0] == "model name") ?? fields.FirstOrDefault(field => field[0] is "Model" or "Hardware"))?[1];
    }

    private static string FindProcessor()
    {
        var named = File.Exists(CpuFile) ? ProcessorIn(File.ReadLines(CpuFile)) : null;
        return named ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.OSArchitecture} processor";
    }
}
