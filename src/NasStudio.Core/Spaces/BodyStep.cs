using System.Collections.Immutable;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Spaces;

/// <summary>
/// One step of a body with its constructs laid out in a row: alternatives and repetitions follow one another, and each step
/// says under which choices it happens; where it does not, the map passes on.
/// </summary>
/// <param name="Place">Of its node within the document, for example "body[2].or[1]".</param>
/// <param name="When">It happens where every one of these holds.</param>
internal abstract record BodyStep(string Place, ImmutableArray<Condition> When)
{
    /// <summary>From here on a decision has a choice.</summary>
    public sealed record Decide(int Decision) : BodyStep("", []);

    /// <param name="Name">Prefix of its primitive layers.</param>
    /// <param name="Width">Null: as wide as what enters.</param>
    /// <param name="Fields">The fields of the block.</param>
    public sealed record Layer(
        string Name,
        IBlock Block,
        LayerDocument Document,
        SpaceField? Width,
        ImmutableArray<(string Name, SpaceField Field)> Fields,
        string Place,
        ImmutableArray<Condition> When) : BodyStep(Place, When)
    {
        /// <summary>The width, where the layer has one of its own, and then the fields.</summary>
        public IEnumerable<SpaceField> Sized => (Width is null ? [] : new[] { Width }).Concat(Fields.Select(entry => entry.Field));
    }

    /// <summary>Keeps the map, for every branch to read.</summary>
    public sealed record Fork(string Place, ImmutableArray<Condition> When) : BodyStep(Place, When);

    /// <summary>Ends a branch; the next one, or the join, follows.</summary>
    public sealed record Branch(BranchJoin How, string Place, ImmutableArray<Condition> When) : BodyStep(Place, When);

    /// <summary>Makes one map of what the branches gave.</summary>
    public sealed record Join(string Name, BranchJoin How, string Place, ImmutableArray<Condition> When) : BodyStep(Place, When);
}

/// <summary>A rule that a body breaks.</summary>
/// <param name="Path">Within the document.</param>
/// <param name="Message">The value, the rule and the way out.</param>
internal sealed record BodyFault(string Path, string Message);
