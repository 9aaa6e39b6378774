using System.Buffers.Binary;
using System.Text;

namespace NasStudio.Torch.Runtime;

/// <summary>
/// Marks a symbol version that an ELF library needs as weak, so that the loader accepts a system without it. TorchSharp's
/// library names GLIBCXX_3.4.32 (GCC 13), which Debian 12 and Ubuntu 22.04 lack, for one symbol to which no relocation
/// refers. Layout: System V ABI, "Symbol versioning" (Elf64_Shdr, Elf64_Verneed, Elf64_Vernaux), little endian.
/// </summary>
internal static class WeakVersionNeed
{
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const ushort FlagWeak = 0x2;
    private static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    /// <summary>
    /// Idempotent, and safe beside other processes that do the same: the mended copy replaces the file by one rename.
    /// </summary>
    /// <returns>Whether the file was changed.</returns>
    public static bool Mark(string path, string version)
    {
        var image = File.ReadAllBytes(path);
        if (!Mark(image, version))
        {
            return false;
        }

        var mended = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(mended, image);
        File.Move(mended, path, overwrite: true);
        return true;
    }

    private static bool Mark(byte[] image, string version)
    {
        if (!image.AsSpan().StartsWith(Magic))
        {
            return false;
        }

        var sections = (int)Long(image, 0x28);
        var (size, count) = (Short(image, 0x3a), Short(image, 0x3c));
        for (var header = sections; header < sections + (size * count); header += size)
        {
            if (Word(image, header + 4) == SectionVersionNeeds)
            {
                var strings = (int)Long(image, sections + ((int)Word(image, header + 40) * size) + 24);
                return MarkIn(image, (int)Long(image, header + 24), strings, version);
            }
        }

        return false;
    }

    private static bool MarkIn(byte[] image, int need, int strings, string version)
    {
        for (int next; ; need += next)
        {
            var auxiliary = need + (int)Word(image, need + 8);
            for (int i = Short(image, need + 2); i > 0; i--)
            {
                var flags = Short(image, auxiliary + 4);
                if ((flags & FlagWeak) == 0 && Text(image, strings + (int)Word(image, auxiliary + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(auxiliary + 4), (ushort)(flags | FlagWeak));
                    return true;
                }

                auxiliary += (int)Word(image, auxiliary + 12);
            }

            next = (int)Word(image, need + 12);
            if (next == 0)
            {
                return false;
            }
        }
    }

    private static ushort Short(byte[] image, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(offset));

    private static uint Word(byte[] image, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(offset));

    private static ulong Long(byte[] image, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(offset));

    private static string Text(byte[] image, int offset) => Encoding.ASCII.GetString(image.AsSpan(offset, image.AsSpan(offset).IndexOf((byte)0)));
}
