using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Export.Formats;
using NasStudio.Export.Onnx;
using NasStudio.Export.Teachers;
using NasStudio.Export.Tests.Formats;
using NasStudio.Export.Tests.Onnx;

namespace NasStudio.Export.Tests.Teachers;

public sealed class TeacherModelTests : IDisposable
{
    /// <summary>Random weights give large logits.</summary>
    private static readonly TeacherOptions Soft = new("subnet") { Temperature = 40 };
    private readonly string _home = Directory.CreateTempSubdirectory("nasstudio-teachers-").FullName;

    public TeacherModelTests() => Directory.CreateDirectory(Path.Combine(_home, "teachers"));

    private TeacherFolder Teachers => new(_home);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Find_DownloadOfASubnet_TellsItsInputAndClasses()
    {
        PutDownload("subnet");

        Assert.Equal(["subnet"], Teachers.Names);
        Assert.Equal(new TeacherFacts(null, 1, 28, 28, 3), Teachers.Shelf.Find("subnet"));
        Assert.Null(Teachers.Shelf.Find("other"));
        Assert.Null(Teachers.Shelf.Find("../teachers/subnet"));
        Assert.Null(Teachers.Shelf.OpenFile);
    }

    [Fact]
    public void Find_FileReplaced_TellsOfTheNewOne()
    {
        var teachers = Teachers;
        PutDownload("subnet");
        Assert.Equal(3, teachers.Shelf.Find("subnet")!.Classes);

        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var network = space.Expand(space.Largest, new(3, 32, 32, 5));
        File.WriteAllBytes(PathOf("subnet"), OnnxWriter.Write(network, RandomWeights.Of(network, new SeededRandom(1, "teacher"))));

        Assert.Equal(new TeacherFacts(null, 3, 32, 32, 5), teachers.Shelf.Find("subnet"));
    }

    [Fact]
    public void Find_NoModel_SaysSo()
    {
        File.WriteAllText(PathOf("text"), "no model");

        Assert.Contains("it is no ONNX model", Assert.Throws<InvalidDataException>(() => Teachers.Shelf.Find("text")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ModelThatIsGone_NamesIt() =>
        Assert.Contains("subnet is gone", Assert.Throws<InvalidDataException>(() => Teachers.Open(new("subnet"), Images(0.5f, 0.5f))).Message, StringComparison.Ordinal);

    /// <summary>The download says how its pixels are normalised: the same pixels give the same answer, however the training has them.</summary>
    [Fact]
    public void Probabilities_OtherNormalization_GivesTheSameAnswer()
    {
        PutDownload("subnet");
        var own = Images(0.1307f, 0.3081f);
        var other = Images(0.5f, 0.25f);
        var random = new SeededRandom(1, "pixels");
        float[] pixels = [.. Enumerable.Range(0, 2 * own.Size).Select(_ => (float)random.NextDouble())];
        using var one = Teachers.Open(Soft, own);
        using var two = Teachers.Open(Soft, other);

        var expected = one.Probabilities(Normalize(pixels, own));

        Assert.Equal(6, expected.Length);
        Assert.All(expected.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-5f));
        Assert.NotEqual(expected[0], expected[3], 1e-6f);
        Assert.All(expected.Zip(two.Probabilities(Normalize(pixels, other))), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(expected[3..], one.Probabilities(Normalize(pixels, own).AsSpan(own.Size)));
    }

    /// <summary>Half the temperature squares the probabilities, which are normalised again.</summary>
    [Fact]
    public void Probabilities_LowTemperature_AreSurer()
    {
        PutDownload("subnet");
        var images = Images(0.1307f, 0.3081f);
        using var plain = Teachers.Open(Soft, images);
        using var sure = Teachers.Open(Soft with { Temperature = Soft.Temperature / 2 }, images);
        var pixels = new float[images.Size];

        var squares = plain.Probabilities(pixels).Select(p => (double)p * p).ToList();

        Assert.All(squares.Zip(sure.Probabilities(pixels)), pair => Assert.Equal(pair.First / squares.Sum(), pair.Second, 1e-5));
    }

    private string PathOf(string name) => Path.Combine(_home, "teachers", $"{name}.onnx");

    private void PutDownload(string name)
    {
        using var stream = File.Create(PathOf(name));
        new OnnxExporter().Write(SamplePackage.Create(), stream);
    }

    private static TeacherImages Images(float mean, float deviation) => new(1, 28, 28, [mean], [deviation]);

    private static float[] Normalize(float[] pixels, TeacherImages images) => Array.ConvertAll(pixels, pixel => (pixel - images.Mean[0]) / images.Deviation[0]);
}
