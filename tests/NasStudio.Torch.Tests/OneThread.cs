using NasStudio.Torch.Runtime;

namespace NasStudio.Torch.Tests;

/// <summary>Tests compute on one core unless they say otherwise: threads that wait for each other at barriers starve other test projects.</summary>
public sealed class OneThread
{
    public OneThread() => TorchRuntime.SetThreads(1);
}
