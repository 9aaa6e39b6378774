using NasStudio.Export.Latency;

namespace NasStudio.Export.Tests.Latency;

public sealed class ReferenceNetworkTests
{
    /// <summary>A changed reference voids every kept calibration: this test makes that a decision, not an accident.</summary>
    [Fact]
    public void Onnx_Always_IsTheSameFile() =>
        Assert.Equal("586d63ef4a6b7aa2", ReferenceNetwork.Fingerprint(ReferenceNetwork.Onnx()));
}
