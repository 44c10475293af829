"""The plain names of segment expenses and of reconciling items: each has its standard element (rules 13 and 14)."""

from __future__ import annotations

from datetime import date

import pytest

from converter import knowledge, pipeline, readers
from converter.facts.model import QName
from converter.options import Settings

SETTINGS = Settings(form="10-K", period_end=date(2024, 12, 31), fiscal_period="FY", fiscal_year=2024)
PLAIN = {
    "Salaries, wages and benefits": "LaborAndRelatedExpense",
    "Employee remuneration": "LaborAndRelatedExpense",
    "Advertising expense": "AdvertisingExpense",
    "Marketing": "MarketingExpense",
    "Advertising and promotion": "MarketingAndAdvertisingExpense",
    "Corporate SG&A": "SellingGeneralAndAdministrativeExpense",
    "Other general and administrative": "OtherGeneralAndAdministrativeExpense",
    "Store occupancy": "OccupancyNet",
    "Rent expense": "OperatingLeaseExpense",
    "Insurance expense": "GeneralInsuranceExpense",
    "Travel and entertainment": "TravelAndEntertainmentExpense",
    "Aircraft fuel": "FuelCosts",
    "Bad debt expense": "ProvisionForDoubtfulAccounts",
    "Property taxes": "RealEstateTaxExpense",
    "Taxes, other than income": "TaxesExcludingIncomeAndExciseTaxes",
    "Restructuring and impairment charges": "RestructuringCostsAndAssetImpairmentCharges",
    "Acquisition-related amortization": "AmortizationOfIntangibleAssets",
    "Amortization of deferred financing costs": "AmortizationOfFinancingCosts",
    "Less: Impairment of intangibles": "ImpairmentOfIntangibleAssetsExcludingGoodwill",
    "LIFO provision": "InventoryLIFOReservePeriodCharge",
    "Merchandise costs": "CostOfGoodsAndServicesSold",
    "Cost of operations": "CostOfRevenue",
    "Other operating income": "OtherOperatingIncome",
    "Other operating (income) expense, net": "OtherOperatingIncomeExpenseNet",
    "Total non-operating expense": "NonoperatingIncomeExpense",
    "Total other income (expense), net": "NonoperatingIncomeExpense",
    "Other income (expense), net": "OtherNonoperatingIncomeExpense",
    "Interest income": "InvestmentIncomeInterest",
    "Income before other income (expense)": "OperatingIncomeLoss",
    "Pretax loss": "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    "Net income attributable to Fernhollow shareholders": "NetIncomeLoss",
    "Equity in net assets of unconsolidated associates": "EquityMethodInvestments",
    "Goodwill and intangibles": "IntangibleAssetsNetIncludingGoodwill",
    "Pension expense": "PensionExpense",
    "Interest expense, net": "InterestIncomeExpenseNonoperatingNet",
    "Net interest expense": "InterestIncomeExpenseNonoperatingNet",
    "Interest expense": "InterestExpense",
    "Interest and other, net": "NonoperatingIncomeExpense",
    "Other cost of sales": "OtherCostOfOperatingRevenue",
    "Compensation": "LaborAndRelatedExpense",
    "Direct labor": "CostDirectLabor",
    "Material costs": "CostDirectMaterial",
    "Cost of equipment": "CostOfGoodsAndServicesSold",
    "Legal expenses": "LegalFees",
    "Insurance": "GeneralInsuranceExpense",
    "Warranty expense": "ProductWarrantyExpense",
    "Foreign exchange loss": "ForeignCurrencyTransactionGainLossBeforeTax",
    "Impairment of long-lived assets": "ImpairmentOfLongLivedAssetsHeldForUse",
    "Unrealized gain on investments": "UnrealizedGainLossOnInvestments",
    "Change in fair value of derivative": "DerivativeGainLossOnDerivativeNet",
    "Lease revenue": "OperatingLeaseLeaseIncome",
    "Aircraft rent": "AircraftRental",
    "Administrative expenses": "GeneralAndAdministrativeExpense",
    "Total operating costs and expenses": "CostsAndExpenses",
    "Other assets": "OtherAssets",
    "Assets held for sale": "AssetsOfDisposalGroupIncludingDiscontinuedOperation",
    "Corporate assets": "Assets",
}
"""A name → the element that has its meaning."""


def decided(label: str) -> QName:
    """The element of the line in a small note of two segments."""
    rows = [("Revenue", "1,000", "900", "1,900"), (label, "437", "331", "768")]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = (
        "<html><body><p>Note 5. Segment Information</p><p>The Company has two reportable segments.</p><p>The following "
        "table presents information by segment (in millions):</p><table><tr><td></td><td colspan=3>Year ended December "
        f"31, 2024</td></tr><tr><td></td><td>Harbor</td><td>Inland</td><td>Total</td></tr>{body}</table></body></html>"
    )
    document, _ = readers.read_bytes("note.html", page.encode())
    made = pipeline.convert_document(document, SETTINGS, knowledge.load(2025))
    shown = {v.id: v.shown.strip() for table in made.mapped.note.tables for v in table.values}
    (decision,) = {m.decision for m in made.mapped.values if shown.get(m.value) == "437"}
    return next(d.concept for d in made.mapped.decisions if d.id == decision)


@pytest.mark.parametrize(("label", "concept"), PLAIN.items())
def test_a_plain_name_has_its_standard_element(label: str, concept: str) -> None:
    assert str(decided(label)) == f"us-gaap:{concept}"


@pytest.mark.parametrize(
    "label",
    [
        "Earnings before interest and taxes",
        "Adjusted EBITDA",
        "Public company costs",
        "Lease operating expenses",
        "Average deposits",
    ],
)
def test_a_measure_that_no_element_is_gets_one_of_its_own(label: str) -> None:
    assert decided(label).prefix != "us-gaap"


@pytest.mark.parametrize(
    "label", ["Sales commissions paid to brokers", "Cost of revenue sharing", "Marketing of sales"]
)
def test_costs_are_never_revenue(label: str) -> None:
    assert decided(label).local not in {"Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax"}


def test_what_says_the_sign_is_no_part_of_a_name() -> None:
    assert decided("Less: Depot relocation outlays").local == "DepotRelocationOutlays"


def test_the_title_of_the_note_names_no_line() -> None:
    assert "Segment" not in decided("Other").local
