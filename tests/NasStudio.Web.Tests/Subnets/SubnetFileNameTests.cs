using NasStudio.Web.Subnets;

namespace NasStudio.Web.Tests.Subnets;

public sealed class SubnetFileNameTests
{
    [Theory]
    [InlineData("mnist first look", "mnist-first-look-0a.onnx")]
    [InlineData("../../etc/passwd", "etc-passwd-0a.onnx")]
    [InlineData(".hidden", "hidden-0a.onnx")]
    [InlineData("a\"b\r\nX: y", "a-b--X--y-0a.onnx")]
    [InlineData("数据", "subnet-0a.onnx")]
    public void Of_AnyExperimentName_IsAPlainFileName(string experiment, string expected) =>
        Assert.Equal(expected, SubnetFileName.Of(experiment, "0a", "onnx"));
}
