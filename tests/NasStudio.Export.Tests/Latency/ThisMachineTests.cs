using NasStudio.Export.Latency;

namespace NasStudio.Export.Tests.Latency;

public sealed class ThisMachineTests
{
    [Fact]
    public void ProcessorIn_Intel_IsTheModelName() =>
        Assert.Equal("Intel(R) Xeon(R) @ 2.20GHz", ThisMachine.ProcessorIn(["processor\t: 0", "model\t\t: 85", "model name\t: Intel(R) Xeon(R) @ 2.20GHz", "flags\t: fpu"]));

    [Fact]
    public void ProcessorIn_Arm_IsTheBoard() =>
        Assert.Equal("Raspberry Pi 4 Model B", ThisMachine.ProcessorIn(["processor\t: 0", "CPU implementer\t: 0x41", "", "Model\t\t: Raspberry Pi 4 Model B"]));

    [Fact]
    public void ProcessorIn_NothingKnown_IsNull() => Assert.Null(ThisMachine.ProcessorIn(["processor\t: 0", ""]));
}
