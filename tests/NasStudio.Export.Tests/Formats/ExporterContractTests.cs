using NasStudio.Export.Formats;

namespace NasStudio.Export.Tests.Formats;

/// <summary>What every exporter must do; a new one is tested by being registered.</summary>
public sealed class ExporterContractTests
{
    public static TheoryData<string> Formats => [.. Exporters.All.Select(exporter => exporter.Format)];

    [Fact]
    public void All_TheContractsFormats_AreThereOnce() =>
        Assert.Equal(["onnx", "safetensors", "json", "zip"], Exporters.All.Select(exporter => exporter.Format));

    [Fact]
    public void Find_UnknownFormat_GivesNull() => Assert.Null(Exporters.Find("pickle"));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_EqualPackages_GivesEqualBytes(string format) =>
        Assert.Equal(Written(format), Written(format));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_APackage_IsNotEmptyAndLeavesTheStreamOpen(string format)
    {
        using var stream = new MemoryStream();
        Exporters.Find(format)!.Write(SamplePackage.Create(), stream);

        Assert.True(stream.CanWrite);
        Assert.NotEqual(0, stream.Length);
    }

    /// <summary>A response body cannot seek.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_StreamThatCannotSeek_GivesSameContentAsAnother(string format)
    {
        using var stream = new MemoryStream();
        using (var forward = new System.IO.Compression.BrotliStream(stream, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            Exporters.Find(format)!.Write(SamplePackage.Create(), forward);
        }

        stream.Position = 0;
        using var back = new MemoryStream();
        new System.IO.Compression.BrotliStream(stream, System.IO.Compression.CompressionMode.Decompress).CopyTo(back);
        Assert.InRange(back.Length, Written(format).Length, Written(format).Length + 200);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ContentType_IsAMediaType(string format) =>
        Assert.Matches("^application/[a-z-]+$", Exporters.Find(format)!.ContentType);

    private static byte[] Written(string format)
    {
        using var stream = new MemoryStream();
        Exporters.Find(format)!.Write(SamplePackage.Create(), stream);
        return stream.ToArray();
    }
}
