using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NasStudio.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ListedExperiments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Hidden",
                table: "Experiments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notes",
                table: "Experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "BestAccuracy",
                table: "Runs",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Curve",
                table: "Runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Hypervolume",
                table: "Runs",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Hidden",
                table: "Experiments");

            migrationBuilder.DropColumn(
                name: "Notes",
                table: "Experiments");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Experiments");

            migrationBuilder.DropColumn(
                name: "Tags",
                table: "Experiments");

            migrationBuilder.DropColumn(
                name: "BestAccuracy",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "Curve",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "Hypervolume",
                table: "Runs");
        }
    }
}
