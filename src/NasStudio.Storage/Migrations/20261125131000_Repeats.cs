using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NasStudio.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Repeats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Evaluations_RunKey_SubnetId_Fidelity",
                table: "Evaluations");

            migrationBuilder.AddColumn<int>(
                name: "Repeat",
                table: "Evaluations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_RunKey_Repeat_SubnetId_Fidelity",
                table: "Evaluations",
                columns: new[] { "RunKey", "Repeat", "SubnetId", "Fidelity" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Evaluations_RunKey_Repeat_SubnetId_Fidelity",
                table: "Evaluations");

            migrationBuilder.DropColumn(
                name: "Repeat",
                table: "Evaluations");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_RunKey_SubnetId_Fidelity",
                table: "Evaluations",
                columns: new[] { "RunKey", "SubnetId", "Fidelity" },
                unique: true);
        }
    }
}
