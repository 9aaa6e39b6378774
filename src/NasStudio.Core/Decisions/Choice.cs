using System.Globalization;

namespace NasStudio.Core.Decisions;

/// <summary>One value that a decision can take: a number (a width, a kernel) or a word (an operation of a cell).</summary>
public sealed record Choice
{
    public Choice(double number)
    {
        Number = number;
        Text = number.ToString(CultureInfo.InvariantCulture);
    }

    public Choice(string word) => Text = word;

    /// <summary>The value, where it is a number.</summary>
    public double? Number { get; }

    /// <summary>The value as it is written in documents, tables and files.</summary>
    public string Text { get; }

    public override string ToString() => Text;
}
