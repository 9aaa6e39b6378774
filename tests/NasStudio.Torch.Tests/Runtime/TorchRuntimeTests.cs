using NasStudio.Torch.Runtime;
using TorchSharp;

namespace NasStudio.Torch.Tests.Runtime;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Load_Twice_TorchComputes()
    {
        TorchRuntime.Load();
        TorchRuntime.Load();

        using var sum = torch.ones(3).sum();
        Assert.Equal(3f, sum.item<float>());
    }

    [Fact]
    public void SetThreads_Zero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SetThreads(0));
}
