using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Experiments;

public sealed class TeacherSectionTests
{
    private static readonly TeacherShelf Shelf = new(
        ["digits", "any-size", "letters", "colors"],
        name => name switch
        {
            "digits" => new TeacherFacts(null, 1, 28, 28, 10),
            "any-size" => new TeacherFacts(1, 1, null, null, 10),
            "letters" => new TeacherFacts(null, 1, 28, 28, 26),
            "colors" => new TeacherFacts(null, 3, 32, null, 10),
            "broken" => throw new InvalidDataException("it is no ONNX model; use another file."),
            _ => null,
        });

    [Theory]
    [InlineData("digits")]
    [InlineData("any-size")]
    public void Read_ModelThatFits_IsReadBack(string name)
    {
        var experiment = Read($$"""{ "name": "{{name}}", "temperature": 0.2, "labels": 0.25 }""", Shelf);

        Assert.Equal(new TeacherOptions(name) { Temperature = 0.2, Labels = 0.25 }, experiment.Training.Teacher);
        Assert.Equal(experiment, Reader(Shelf).Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_FileOnTheCommandLine_IsReadBack()
    {
        var shelf = Shelf with { OpenFile = path => path == "a.onnx" ? new TeacherFacts(null, 1, 28, 28, 10) : throw new FileNotFoundException("There is no such file.") };

        var experiment = Read("""{ "file": "a.onnx" }""", shelf);

        Assert.Equal(new TeacherOptions(File: "a.onnx"), experiment.Training.Teacher);
        Assert.Equal(experiment, Reader(shelf).Read(ExperimentWriter.Write(experiment)));
        Assert.Equal("training.teacher.file", Assert.Single(Assert.Throws<DocumentException>(() => Read("""{ "file": "b.onnx" }""", shelf)).Errors).Path);
    }

    [Theory]
    [InlineData("""{ "name": "letters" }""", "name", "\"letters\" tells 26 classes apart, but mnist has 10")]
    [InlineData("""{ "name": "colors" }""", "name", "reads images of 3×32×any, but those of mnist are 1×28×28")]
    [InlineData("""{ "name": "gone" }""", "name", "use one of digits, any-size, letters, colors, or put another there")]
    [InlineData("""{ "name": "broken" }""", "name", "\"broken\" cannot teach: it is no ONNX model")]
    [InlineData("""{ "name": "digits", "temperature": 0 }""", "temperature", "from 0.01 to 100")]
    [InlineData("""{ "name": "digits", "labels": 2 }""", "labels", "from 0 to 1")]
    [InlineData("{}", "name", "Missing")]
    public void Read_ModelThatDoesNotFit_SaysWhereAndTheWayOut(string teacher, string field, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read(teacher, Shelf)).Errors);

        Assert.Equal($"training.teacher.{field}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileInAStudio_IsRefused()
    {
        var errors = Assert.Throws<DocumentException>(() => Read("""{ "file": "/etc/passwd" }""", Shelf)).Errors;

        Assert.Equal(["training.teacher.name", "training.teacher.file"], errors.Select(error => error.Path));
    }

    private static ExperimentDocument Read(string teacher, TeacherShelf shelf) =>
        Reader(shelf).Read(ExampleExperiments.With(ExampleExperiments.Shortest, "training.teacher", teacher));

    private static ExperimentReader Reader(TeacherShelf shelf) => new(
        BuiltInSpaces.Find,
        [.. BuiltInSpaces.All.Select(space => space.Name)],
        [new DatasetFacts("mnist", 1, 28, 28, 10, 60000, 10000, Problem: null)],
        teachers: shelf);
}
