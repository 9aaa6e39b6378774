using System.Runtime.InteropServices;
using TorchSharp;

namespace NasStudio.Torch.Runtime;

/// <summary>Loads the native libraries of TorchSharp. To be called before anything else in this project.</summary>
public static class TorchRuntime
{
    private const string Library = "libLibTorchSharp.so";
    private const string LackingVersion = "GLIBCXX_3.4.32";
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>How many cores training and evaluation use.</summary>
    internal static int Threads { get; private set; } = 1;

    /// <summary>
    /// Idempotent. Where the library does not load as it came, its copy in the output folder is mended first; left alone,
    /// TorchSharp would copy 500 MB of natives into a folder of their own and fail all the same.
    /// </summary>
    /// <exception cref="DllNotFoundException">The native libraries are absent or do not load.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            if (OperatingSystem.IsLinux() && Find() is { } path && !NativeLibrary.TryLoad(path, out _))
            {
                WeakVersionNeed.Mark(path, LackingVersion);
                NativeLibrary.Load(path);
            }

            torch.InitializeDeviceType(DeviceType.CPU);
            Threads = torch.get_num_threads();
            _loaded = true;
        }
    }

    /// <summary>How many cores training and evaluation use. Trainers and evaluators made afterwards follow it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Load();
        torch.set_num_threads(threads);
        Threads = threads;
    }

    private static string? Find()
    {
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"))
            .Select(folder => Path.Combine(folder, Library))
            .FirstOrDefault(File.Exists);
    }
}
