using NasStudio.Core.Documents;

namespace NasStudio.Core.Tests.Documents;

public sealed class DocumentReaderTests
{
    [Fact]
    public void Parse_NoJson_NamesLineAndCharacter()
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => DocumentReader.Parse("{\n  \"a\" 1\n}")).Errors);

        Assert.StartsWith("Line 2, character 7:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void Parse_NoObject_Throws(string json) => Assert.Throws<DocumentException>(() => DocumentReader.Parse(json));

    [Fact]
    public void Parse_NestedBeyondSixtyFourLevels_IsAnErrorAndNoOverflow() =>
        Assert.Throws<DocumentException>(() => DocumentReader.Parse(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));

    [Fact]
    public void Getters_SoundValues_GiveThem()
    {
        var reader = DocumentReader.Parse("""{ "text": "t", "word": "b", "flag": true, "whole": 7, "number": 0.5, "many": [1, 2], "one": 3, "child": { "x": 1 } }""");

        Assert.Equal("t", reader.Text("text"));
        Assert.Equal("b", reader.OneOf("word", ["a", "b"]));
        Assert.True(reader.Flag("flag", false));
        Assert.Equal(7, reader.WholeNumber("whole", null, 1, 9));
        Assert.Equal(0.5, reader.Number("number", null, 0, 1));
        Assert.Equal([1, 2], reader.WholeNumbers("many", null, 1, 9));
        Assert.Equal([3], reader.WholeNumbers("one", null, 1, 9));
        Assert.Equal("child.x", reader.Child("child")!.PathOf("x"));
        reader.End();
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public void Getters_NothingGiven_FallBack()
    {
        var reader = DocumentReader.Parse("""{ "null": null }""");

        Assert.Equal("f", reader.Text("text", "f"));
        Assert.Equal("a", reader.OneOf("word", ["a", "b"], "a"));
        Assert.Equal(4, reader.WholeNumber("null", 4, 1, 9));
        Assert.Equal([1, 3], reader.WholeNumbers("many", [1, 3], 1, 9));
        Assert.Null(reader.Child("child"));
        Assert.Empty(reader.Children("children"));
        Assert.Empty(reader.Errors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999")]
    [InlineData("\"7\"")]
    [InlineData("[]")]
    public void WholeNumber_OutsideTheRule_IsAnErrorWithTheValue(string value)
    {
        var reader = DocumentReader.Parse($$"""{ "n": {{value}} }""");

        Assert.Equal(5, reader.WholeNumber("n", 5, 1, 9));
        Assert.Equal(new DocumentError("n", $"{value} is not allowed; use a whole number from 1 to 9."), Assert.Single(reader.Errors));
    }

    [Fact]
    public void WholeNumbers_OneWrongElement_NamesItsIndex()
    {
        var reader = DocumentReader.Parse("""{ "n": [1, 2, 77] }""");

        Assert.Equal([1], reader.WholeNumbers("n", null, 1, 9));
        Assert.Equal("n[2]", Assert.Single(reader.Errors).Path);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[2, 1]")]
    [InlineData("[1, 1]")]
    public void WholeNumbers_EmptyUnorderedOrTwice_IsAnError(string value)
    {
        var reader = DocumentReader.Parse($$"""{ "n": {{value}} }""");

        Assert.Equal([4], reader.WholeNumbers("n", [4], 1, 9));
        Assert.Contains("ascending, none twice", Assert.Single(reader.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOf_WrongKind_IsOneErrorOnly()
    {
        var reader = DocumentReader.Parse("""{ "word": 5 }""");
        reader.OneOf("word", ["a", "b"]);

        Assert.Single(reader.Errors);
    }

    [Fact]
    public void End_UnaskedAndDoubleProperties_AreErrors()
    {
        var reader = DocumentReader.Parse("""{ "a": 1, "b": 2, "b": 3 }""");
        reader.WholeNumber("b", null, 1, 9);
        reader.End();

        Assert.Equal(["a", "b"], reader.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
        Assert.Throws<DocumentException>(reader.ThrowIfInvalid);
    }

    [Fact]
    public void Children_ElementThatIsNoObject_KeepsTheOthersAndTheirPaths()
    {
        var reader = DocumentReader.Parse("""{ "all": [{ }, 7, { }] }""");

        Assert.Equal(["all[0]", "all[2]"], reader.Children("all").Select(child => child.Path));
        Assert.Equal("all[1]", Assert.Single(reader.Errors).Path);
    }

    [Fact]
    public void ValueList_EqualElements_AreEqual()
    {
        ValueList<int> left = [1, 2], right = [1, 2], other = [1, 3];

        Assert.True(left.Equals(right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.False(left.Equals(other));
    }
}
