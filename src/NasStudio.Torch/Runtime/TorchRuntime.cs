using TorchSharp;

namespace NasStudio.Torch.Runtime;

/// <summary>Loads the native libraries of TorchSharp. To be called before anything else in this project.</summary>
public static class TorchRuntime
{
    /// <summary>Idempotent. Mends the native library first where this system's C++ runtime is too old for it.</summary>
    /// <exception cref="DllNotFoundException">The native libraries are absent or do not load.</exception>
    public static void Load() => throw new NotImplementedException();

    /// <summary>How many cores training and evaluation use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Load();
        torch.set_num_threads(threads);
    }
}
