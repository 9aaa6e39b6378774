using System.Buffers.Binary;
using System.Text;
using NasStudio.Core.Randomness;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Weights;

public sealed class SafetensorsFileTests
{
    private static readonly Dictionary<string, FloatTensor> Tensors = new()
    {
        ["b.weight"] = new([2, 3], [1, 2, 3, 4, 5, 6.5f]),
        ["a.bias"] = new([1], [-0.25f]),
        ["empty"] = new([0, 4], []),
        ["scalar"] = new([], [7]),
    };

    [Fact]
    public void Read_WhatWasWritten_GivesEqualTensorsAndMetadata()
    {
        var content = SafetensorsFile.Read(new MemoryStream(Bytes(Tensors, new() { ["format"] = "pt" })));

        Assert.Equal(Tensors.Keys.Order(), content.Tensors.Keys.Order());
        foreach (var (name, tensor) in Tensors)
        {
            Assert.Equal(tensor.Shape, content.Tensors[name].Shape);
            Assert.Equal(tensor.Values, content.Tensors[name].Values);
        }

        Assert.Equal("pt", content.Metadata["format"]);
    }

    [Fact]
    public void Write_AnyOrder_GivesKnownBytes()
    {
        var bytes = Bytes(new() { ["b"] = new([1], [2]), ["a"] = new([1], [1]) });

        var header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";
        var padded = header.PadRight((header.Length + 7) / 8 * 8);
        byte[] expected = [.. BitConverter.GetBytes((ulong)padded.Length), .. Encoding.UTF8.GetBytes(padded), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];
        Assert.Equal(expected, bytes);
    }

    [Fact]
    public void Write_NameOfMetadata_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Bytes(new() { ["__metadata__"] = new([1], [1]) }));

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536,1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""")]
    [InlineData("""{"a\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"x":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""")]
    public void Read_BrokenHeader_GivesInvalidData(string header)
    {
        byte[] file = [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), 0, 0, 0, 0];

        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(file)));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(100UL)]
    [InlineData(16777217UL)]
    [InlineData(ulong.MaxValue)]
    public void Read_BrokenLength_GivesInvalidData(ulong length)
    {
        var file = Bytes(Tensors);
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(file)));
    }

    [Fact]
    public void Read_EveryTruncation_GivesInvalidData()
    {
        var file = Bytes(Tensors);

        for (var length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(new MemoryStream(file, 0, length)));
        }
    }

    [Fact]
    public void Read_MutatedBytes_GivesTensorsOrInvalidDataAndTakesLittleMemory()
    {
        var random = new SeededRandom(1, "safetensors fuzz");
        var original = Bytes(Tensors, new() { ["format"] = "pt" });
        var refused = 0;
        var most = 0L;

        for (var i = 0; i < 20_000; i++)
        {
            var file = (byte[])original.Clone();
            for (var change = random.NextInt(4); change >= 0; change--)
            {
                file[random.NextInt(file.Length)] = random.NextBool() ? (byte)random.NextInt(256) : (byte)"0129{}[]\",: -"[random.NextInt(13)];
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsFile.Read(new MemoryStream(file));
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(refused, 1_000, 19_999);
        Assert.InRange(most, 1, 1 << 20);
    }

    [Fact]
    public void Read_StreamWithoutLength_GivesTensors()
    {
        using var compressed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Bytes(Tensors));
        }

        compressed.Position = 0;
        using var unzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionMode.Decompress);

        Assert.Equal(Tensors.Count, SafetensorsFile.Read(unzip).Tensors.Count);
    }

    private static byte[] Bytes(Dictionary<string, FloatTensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
